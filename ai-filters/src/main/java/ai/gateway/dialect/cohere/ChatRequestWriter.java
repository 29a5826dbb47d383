package ai.gateway.dialect.cohere;

import ai.gateway.dialect.ChatCall;
import ai.gateway.dialect.Dropped;
import ai.gateway.dialect.Parameters;
import ai.gateway.dialect.Traits;
import ai.gateway.exchange.ChatRequest;
import ai.gateway.exchange.Message;
import ai.gateway.exchange.OutputFormat;
import ai.gateway.exchange.Reasoning;
import ai.gateway.exchange.Sampling;
import ai.gateway.wire.JsonWriter;
import org.jspecify.annotations.Nullable;

import java.util.List;

/** Writes a chat for version 2. What other dialects allow and Cohere answers with 400 is brought within its bounds. */
final class ChatRequestWriter {

    private static final int MOST_STOPS = 5;
    private static final long MOST_K = 500;
    private static final double LEAST_P = 0.01;
    private static final double MOST_P = 0.99;

    private final ChatRequest request;
    private final Traits traits;
    private final boolean ours;
    private final Dropped dropped = new Dropped();
    private final JsonWriter json = new JsonWriter(1024);
    private final Parameters parameters;

    ChatRequestWriter(ChatRequest request, Traits traits) {
        this.request = request;
        this.traits = traits;
        this.parameters = new Parameters(json, traits, dropped);
        this.ours = request.dialect().equals(CohereDialect.ID);
    }

    ChatCall write() {
        json.beginObject();
        if (request.model() != null) {
            json.field("model", request.model());
        }
        messages();
        json.field("stream", request.stream().isStream());
        sampling(request.sampling());
        ChatTools.write(json, request, dropped);
        format(request.format());
        reasoning(request.reasoning());
        dropped.surroundings(request);
        if (ours) {
            request.extras().fields().forEach((name, value) -> json.name(name).raw(value));
        } else {
            dropped.all(request.extras());
        }
        return new ChatCall(CohereChat.PATH, "", json.endObject().toBytes(), dropped.names());
    }

    private void messages() {
        json.name("messages").beginArray();
        ChatMessageWriter writer = new ChatMessageWriter(json, request, traits, dropped);
        for (Message message : request.messages()) {
            writer.write(message);
        }
        writer.end();
        json.endArray();
    }

    private void sampling(Sampling sampling) {
        parameters.count("max_tokens", sampling.maxOutput());
        parameters.decimal("temperature", sampling.temperature());
        Double p = sampling.topP();
        parameters.decimal("p", p == null || ours ? p : Double.valueOf(Math.min(Math.max(p, LEAST_P), MOST_P)));
        parameters.count("k", ours ? sampling.topK() : Math.min(sampling.topK(), MOST_K));
        penalty("frequency_penalty", sampling.frequencyPenalty());
        penalty("presence_penalty", sampling.presencePenalty());
        Long seed = sampling.seed();
        boolean negative = seed != null && seed < 0 && !ours;
        parameters.number("seed", negative ? null : seed);
        dropped.note("seed", negative);
        stop(sampling.stop());
        parameters.flag("logprobs", sampling.logprobs());
        dropped.note("top_logprobs", sampling.topLogprobs() > 0);
        dropped.note("n", sampling.candidates() > 1);
    }

    /** OpenAI's go from -2 to 2, these from 0 to 1. */
    private void penalty(String name, @Nullable Double value) {
        if (value != null && !ours && (value < 0 || value > 1)) {
            dropped.add(name);
        } else {
            parameters.decimal(name, value);
        }
    }

    private void stop(List<String> stop) {
        List<String> heard = ours ? stop : stop.subList(0, Math.min(stop.size(), MOST_STOPS));
        parameters.texts("stop_sequences", heard);
        dropped.note("stop", heard.size() < stop.size());
    }

    /** Cohere takes a format or tools, not both. */
    private void format(@Nullable OutputFormat format) {
        if (format == null) {
            return;
        }
        boolean text = format.kind() == OutputFormat.Kind.TEXT;
        if (!text && !ours && !request.tools().isEmpty()) {
            dropped.add("response_format");
            return;
        }
        json.name("response_format").beginObject().field("type", text ? "text" : "json_object");
        if (format.schema() != null) {
            json.name("json_schema").raw(format.schema());
        }
        json.endObject();
    }

    private void reasoning(Reasoning reasoning) {
        if (!reasoning.isAsked()) {
            return;
        }
        if (!traits.has("thinking")) {
            dropped.add("reasoning");
            return;
        }
        json.name("thinking").beginObject();
        json.field("type", reasoning.isForbidden() ? "disabled" : "enabled");
        if (!reasoning.isForbidden() && reasoning.budget() > 0) {
            json.field("token_budget", reasoning.budget());
        }
        json.endObject();
    }
}
