package ai.gateway.meter;

import ai.gateway.account.Watcher;
import ai.gateway.exchange.Usage;
import ai.gateway.ledger.Entry;
import ai.gateway.pipeline.AiExchange;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import org.jspecify.annotations.Nullable;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Counts tokens and dollars, by route, provider, model and what tags of keys say. Clients can make up names of models: of those
 * there are so many at most.
 */
final class CostMeters implements Watcher {

    private static final double NANO = 1e-9;
    private static final String NONE = "none";
    private static final String OTHER = "other";

    /** @param tags of the key, in the order in which they are wanted */
    private record Of(String route, String provider, String model, List<String> tags) {

        /** What clients and tokens can make up is one. */
        Of withoutNames() {
            return new Of(route, provider, OTHER, Collections.nCopies(tags.size(), OTHER));
        }
    }

    private final class RowMeters {

        private final Tags common;
        private final Counter input;
        private final Counter cacheRead;
        private final Counter cacheWrite;
        private final Counter output;
        private final Counter dollars;
        private final Counter saved;
        private final Counter unpriced;

        RowMeters(Of of) {
            this.common = common(of);
            this.input = tokens("input");
            this.cacheRead = tokens("cache_read");
            this.cacheWrite = tokens("cache_write");
            this.output = tokens("output");
            this.dollars = counter("ai.gateway.cost.usd", "What calls came to, in dollars")
                    .register(registry);
            this.saved = counter("ai.gateway.cost.saved.usd", "What recalled answers would have come to, in dollars")
                    .register(registry);
            this.unpriced = counter("ai.gateway.cost.unpriced", "Calls of which something had no price")
                    .register(registry);
        }

        private Counter tokens(String kind) {
            return counter("ai.gateway.tokens", "Tokens that were used, by kind")
                    .tag("kind", kind)
                    .register(registry);
        }

        private Counter.Builder counter(String name, String description) {
            return Counter.builder(name).description(description).tags(common);
        }

        private void add(Entry entry) {
            Usage usage = entry.usage();
            add(input, usage.input());
            add(cacheRead, usage.cacheRead());
            add(cacheWrite, usage.cacheWrite());
            add(output, usage.output());
            dollars.increment((double) entry.cost().nanoUsd() * NANO);
            saved.increment((double) entry.cost().savedNanoUsd() * NANO);
            if (entry.cost().from().equals(Origin.UNPRICED.word())) {
                unpriced.increment();
            }
        }

        private static void add(Counter counter, long tokens) {
            if (tokens > 0) {
                counter.increment((double) tokens);
            }
        }
    }

    private final MeterRegistry registry;
    private final List<String> keyTags;
    private final int most;
    private final Map<Of, RowMeters> rows = new ConcurrentHashMap<>();

    /**
     * @param keyTags by whose values of keys all is told apart, too
     * @param most combinations; what comes after that is other
     */
    CostMeters(MeterRegistry registry, List<String> keyTags, int most) {
        this.most = most;
        this.registry = registry;
        this.keyTags = List.copyOf(keyTags);
    }

    @Override
    public void settled(AiExchange exchange, Entry entry) {
        Entry.What what = entry.what();
        Of of = new Of(what.route(), orNone(what.provider()), orNone(what.model()), values(entry.who()));
        RowMeters known = rows.get(of);
        if (known == null) {
            known = rows.computeIfAbsent(rows.size() < most ? of : of.withoutNames(), RowMeters::new);
        }
        known.add(entry);
    }

    private static String orNone(@Nullable String name) {
        return name == null ? NONE : name;
    }

    private List<String> values(Entry.Who who) {
        return keyTags.isEmpty()
                ? List.of()
                : keyTags.stream()
                        .map(tag -> who.tags().getOrDefault(tag, NONE))
                        .toList();
    }

    private Tags common(Of of) {
        Tags tags = Tags.of("routeId", of.route(), "provider", of.provider(), "model", of.model());
        for (int i = 0; i < keyTags.size(); i++) {
            tags = tags.and(Tag.of("key." + keyTags.get(i), of.tags().get(i)));
        }
        return tags;
    }
}
