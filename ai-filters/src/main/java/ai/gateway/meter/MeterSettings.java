package ai.gateway.meter;

import ai.gateway.condition.Glob;
import ai.gateway.exchange.Principal;
import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * How costs are reckoned here. Never changes; safe for all threads.
 *
 * @param standard what is said of all models
 * @param models what is said of some, the most specific first
 * @param tags by which keys differ
 * @param reported providers' models whose own costs are believed
 */
public record MeterSettings(OfModel standard, List<OfModel> models, List<OfTag> tags, List<Glob> reported) {

    /** A factor of one. */
    static final long ONE = 1_000_000;

    public MeterSettings {
        models = List.copyOf(models);
        tags = List.copyOf(tags);
        reported = List.copyOf(reported);
    }

    /**
     * @param names {@code provider/model}
     * @param unpriced null where nothing is said
     * @param millionths what costs are multiplied by; -1 where nothing is said
     */
    record OfModel(Glob names, @Nullable Unpriced unpriced, long millionths) {}

    record OfTag(String name, String value, long millionths) {}

    /** What becomes of a call of that model for which there is no price. */
    public Unpriced unpriced(String model) {
        for (OfModel said : models) {
            if (said.unpriced != null && said.names.matches(model)) {
                return said.unpriced;
            }
        }
        return standard.unpriced == null ? Unpriced.WARN : standard.unpriced;
    }

    boolean believes(String model) {
        return reported.stream().anyMatch(names -> names.matches(model));
    }

    /** What a cost is multiplied by, one after the other, in millionths. */
    long[] factors(String model, @Nullable Principal who) {
        long[] factors = new long[tags.size() + 1];
        factors[0] = ofModel(model);
        for (int i = 0; i < tags.size(); i++) {
            OfTag tag = tags.get(i);
            boolean his = who != null && tag.value.equals(who.tags().get(tag.name));
            factors[i + 1] = his ? tag.millionths : ONE;
        }
        return factors;
    }

    private long ofModel(String model) {
        for (OfModel said : models) {
            if (said.millionths >= 0 && said.names.matches(model)) {
                return said.millionths;
            }
        }
        return standard.millionths;
    }
}
