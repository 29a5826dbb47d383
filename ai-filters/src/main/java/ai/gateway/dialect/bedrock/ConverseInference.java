package ai.gateway.dialect.bedrock;

import ai.gateway.exchange.Sampling;
import ai.gateway.exchange.Usage;
import ai.gateway.wire.JsonWriter;
import org.jspecify.annotations.Nullable;

import java.util.List;

/** Writes {@code inferenceConfig}, and leaves out of it what the model would refuse the request for. */
final class ConverseInference {

    private static final double LEAST_TOP_P_OF_THOUGHT = 0.95;

    private final ConverseScope scope;
    private final Sampling sampling;
    private final boolean thinks;

    /** @param thinks whether a model of Claude's will */
    ConverseInference(ConverseScope scope, boolean thinks) {
        this.scope = scope;
        this.sampling = scope.request().sampling();
        this.thinks = thinks;
    }

    /** @param kept what a client of this dialect has said besides; null for nothing */
    void write(JsonWriter json, @Nullable String kept) {
        Double temperature = temperature();
        Double topP = topP(temperature);
        List<String> stops = ConverseRequestWriter.stops(sampling, scope.own());
        long most = sampling.maxOutput() == 0 && !scope.own() ? Usage.ABSENT : sampling.maxOutput();
        if (most == Usage.ABSENT && temperature == null && topP == null && stops.isEmpty() && kept == null) {
            return;
        }
        json.name(ConverseRequestReader.INFERENCE).beginObject();
        if (most != Usage.ABSENT) {
            json.field("maxTokens", most);
        }
        if (temperature != null) {
            json.field("temperature", temperature);
        }
        if (topP != null) {
            json.field("topP", topP);
        }
        if (!stops.isEmpty()) {
            json.name("stopSequences").beginArray();
            stops.forEach(json::value);
            json.endArray();
        }
        ConverseRequestWriter.merge(json, kept);
        json.endObject();
    }

    /** It ends at 1 here; Claude thinks at 1 alone, and its later models take none. */
    private @Nullable Double temperature() {
        Double asked = sampling.temperature();
        if (asked == null || scope.own()) {
            return asked;
        }
        boolean fixed = thinks || scope.model().isClaude(407);
        if (fixed || asked > 1) {
            scope.dropped().note("temperature", asked != 1);
            return fixed ? null : Double.valueOf(1);
        }
        return asked;
    }

    /** Claude's later models take it or the temperature, not both. */
    private @Nullable Double topP(@Nullable Double temperature) {
        Double asked = sampling.topP();
        if (asked == null || scope.own()) {
            return asked;
        }
        boolean fixed = scope.model().isClaude(407)
                || (thinks && asked < LEAST_TOP_P_OF_THOUGHT)
                || (temperature != null && scope.model().isClaude(401));
        if (fixed) {
            scope.dropped().note("top_p", asked != 1);
            return null;
        }
        return asked;
    }
}
