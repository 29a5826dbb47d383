package ai.gateway.dialect.gemini;

import ai.gateway.dialect.Dropped;
import ai.gateway.dialect.Traits;
import ai.gateway.exchange.ChatRequest;
import ai.gateway.exchange.OutputFormat;
import ai.gateway.exchange.Reasoning;
import ai.gateway.exchange.Sampling;
import ai.gateway.exchange.Usage;
import ai.gateway.wire.JsonWriter;
import org.jspecify.annotations.Nullable;

import java.util.List;

/** Writes {@code generationConfig}. */
final class ConfigWriter {

    private static final int MOST_STOPS = 5;

    private final ChatRequest request;
    private final Traits traits;
    private final Dropped dropped;
    private final boolean own;
    private final JsonWriter json = new JsonWriter();

    ConfigWriter(ChatRequest request, Traits traits, Dropped dropped) {
        this.request = request;
        this.traits = traits;
        this.dropped = dropped;
        this.own = request.dialect().equals(GeminiDialect.ID);
    }

    /** An object, which may be empty. */
    String write() {
        json.beginObject();
        sampling(request.sampling());
        probabilities(request.sampling());
        format(request.format());
        thinking(request.reasoning());
        RequestWriter.extras(json, request, "generationConfig.");
        return json.endObject().toString();
    }

    private void sampling(Sampling sampling) {
        count("maxOutputTokens", "max_tokens", sampling.maxOutput());
        decimal("temperature", "temperature", sampling.temperature());
        decimal("topP", "top_p", sampling.topP());
        count("topK", "top_k", sampling.topK());
        decimal("frequencyPenalty", "frequency_penalty", sampling.frequencyPenalty());
        decimal("presencePenalty", "presence_penalty", sampling.presencePenalty());
        if (sampling.seed() != null && allowed("seed", "seed")) {
            json.field(traits.nameOf("seed"), (long) seed(sampling.seed()));
        }
        if (!sampling.stop().isEmpty() && allowed("stopSequences", "stop")) {
            stops(sampling.stop());
        }
        if (sampling.candidates() > 1 || own) {
            count("candidateCount", "n", sampling.candidates()); // one is what everybody gives
        }
    }

    /** A seed has half the bits here: the same one always becomes the same one. */
    private static int seed(long seed) {
        return seed >= Integer.MIN_VALUE && seed <= Integer.MAX_VALUE ? (int) seed : Long.hashCode(seed);
    }

    private void stops(List<String> stops) {
        int most = own ? stops.size() : MOST_STOPS;
        json.name("stopSequences").beginArray();
        stops.stream().limit(most).forEach(json::value);
        json.endArray();
        if (stops.size() > most) {
            dropped.add("stop");
        }
    }

    private void probabilities(Sampling sampling) {
        Boolean asked = sampling.logprobs();
        if (asked != null && (asked || own) && allowed("responseLogprobs", "logprobs")) {
            json.field("responseLogprobs", asked);
        }
        boolean wanted = own || Boolean.TRUE.equals(asked);
        if (wanted && sampling.topLogprobs() != Usage.ABSENT && (own || sampling.topLogprobs() > 0)) {
            count("logprobs", "top_logprobs", sampling.topLogprobs());
        }
    }

    private void format(@Nullable OutputFormat format) {
        if (format == null || format.kind() == OutputFormat.Kind.TEXT) {
            return;
        }
        if (!isAlongsideTools() || !traits.has("responseMimeType")) {
            dropped.add("response_format");
            return;
        }
        json.field("responseMimeType", "application/json");
        String schema = format.schema();
        if (format.kind() != OutputFormat.Kind.SCHEMA || schema == null) {
            return;
        }
        if (traits.has("responseJsonSchema")) {
            json.name("responseJsonSchema").raw(schema);
        } else if (allowed("responseSchema", "response_format.json_schema")) {
            json.name("responseSchema").raw(SchemaCleaner.response(schema));
        }
    }

    /** Before the third generation, functions and a form of the answer exclude each other. */
    private boolean isAlongsideTools() {
        return own || request.tools().isEmpty() || ModelName.of(request.model()).isThirdGeneration();
    }

    private void thinking(Reasoning reasoning) {
        JsonWriter thinking = new JsonWriter(64).beginObject();
        ThinkingWriter writer = new ThinkingWriter(reasoning, ModelName.of(request.model()));
        if (own) {
            writer.own(thinking);
        } else {
            writer.foreign(thinking);
        }
        RequestWriter.extras(thinking, request, "generationConfig.thinkingConfig.");
        String config = thinking.endObject().toString();
        if (config.equals("{}")) {
            return;
        }
        if (traits.has("thinkingConfig")) {
            json.name("thinkingConfig").raw(config);
        } else if (!reasoning.isForbidden()) {
            dropped.add("reasoning_effort");
        }
    }

    private void count(String name, String exchangeName, long value) {
        if (value != Usage.ABSENT && allowed(name, exchangeName)) {
            json.field(traits.nameOf(name), value);
        }
    }

    private void decimal(String name, String exchangeName, @Nullable Double value) {
        if (value != null && allowed(name, exchangeName)) {
            json.field(traits.nameOf(name), value);
        }
    }

    /** Asked only about what the client has said: what is not allowed is noted as dropped. */
    private boolean allowed(String name, String exchangeName) {
        if (traits.has(name)) {
            return true;
        }
        dropped.add(exchangeName);
        return false;
    }
}
