package ai.gateway.dialect.openai;

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

/** Writes a chat for OpenAI, or for one of the many that follow its format with differences of their own. */
final class ChatRequestWriter {

    private static final List<String> EFFORTS = List.of("none", "minimal", "low", "medium", "high", "xhigh", "max");

    private final ChatRequest request;
    private final Traits traits;
    private final Dropped dropped = new Dropped();
    private final JsonWriter json = new JsonWriter(1024);
    private final Parameters parameters;

    ChatRequestWriter(ChatRequest request, Traits traits) {
        this.request = request;
        this.traits = traits;
        this.parameters = new Parameters(json, traits, dropped);
    }

    ChatCall write() {
        json.beginObject();
        parameters.text("model", request.model());
        messages();
        stream();
        sampling(request.sampling());
        tools();
        format(request.format());
        reasoning(request.reasoning());
        parameters.text("verbosity", request.verbosity());
        account(request.account());
        if (request.dialect().equals(OpenAiDialect.ID)) {
            request.extras().fields().forEach((name, value) -> json.name(name).raw(value));
        } else {
            dropped.all(request.extras());
        }
        return new ChatCall(OpenAiChat.PATH, "", json.endObject().toBytes(), dropped.names());
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

    private void stream() {
        if (!request.stream().isStream()) {
            return;
        }
        json.field("stream", true);
        // Somebody always needs the usage: limits, budgets, the meter, or the client itself.
        if (traits.has("stream_options")) {
            json.name("stream_options")
                    .beginObject()
                    .field("include_usage", true)
                    .endObject();
        }
    }

    private void sampling(Sampling sampling) {
        parameters.count("max_tokens", sampling.maxOutput());
        parameters.decimal("temperature", sampling.temperature());
        parameters.decimal("top_p", sampling.topP());
        parameters.count("top_k", sampling.topK());
        parameters.decimal("frequency_penalty", sampling.frequencyPenalty());
        parameters.decimal("presence_penalty", sampling.presencePenalty());
        parameters.number("seed", sampling.seed());
        parameters.texts("stop", sampling.stop());
        if (sampling.candidates() > 1 || traits.has("n")) {
            parameters.count("n", sampling.candidates()); // one is what everybody gives
        }
        parameters.flag("logprobs", sampling.logprobs());
        parameters.count("top_logprobs", sampling.topLogprobs());
    }

    private void tools() {
        if (!request.tools().isEmpty() && parameters.allows("tools")) {
            ChatTools.write(json, request, traits, dropped);
        }
    }

    private void format(@Nullable OutputFormat format) {
        if (format == null || format.kind() == OutputFormat.Kind.TEXT) {
            return;
        }
        boolean schema = format.kind() == OutputFormat.Kind.SCHEMA && traits.has("response_format=json_schema");
        if (!schema && !parameters.allows("response_format=json_object")) {
            return;
        }
        json.name("response_format").beginObject().field("type", schema ? "json_schema" : "json_object");
        if (schema) {
            json.name("json_schema").beginObject();
            if (!format.name().isEmpty() || !request.dialect().equals(OpenAiDialect.ID)) {
                json.field("name", format.name().isEmpty() ? "answer" : format.name());
            }
            if (format.description() != null) {
                json.field("description", format.description());
            }
            json.name("schema").raw(String.valueOf(format.schema()));
            if (format.strict() != null) {
                json.field("strict", format.strict());
            }
            json.endObject();
        } else if (format.kind() == OutputFormat.Kind.SCHEMA) {
            dropped.add("response_format.json_schema");
        }
        json.endObject();
    }

    /** Where the renamed parameter has a dot in it, it stands in an object; {@code thinking.type} is on or off. */
    private void reasoning(Reasoning reasoning) {
        if (!reasoning.isAsked() || !parameters.allows("reasoning_effort")) {
            return;
        }
        String name = traits.nameOf("reasoning_effort");
        String effort = effort(reasoning);
        switch (name) {
            case "thinking.type" ->
                json.name("thinking")
                        .beginObject()
                        .field("type", reasoning.isForbidden() ? "disabled" : "enabled")
                        .endObject();
            case "reasoning.effort" -> openRouter(reasoning, effort);
            case "enable_thinking" -> json.field(name, !reasoning.isForbidden());
            default -> {
                if (effort != null) {
                    json.field(name, effort);
                }
            }
        }
    }

    private void openRouter(Reasoning reasoning, @Nullable String effort) {
        json.name("reasoning").beginObject();
        if (reasoning.tokens() > 0) {
            json.field("max_tokens", reasoning.tokens());
        } else if (effort != null) {
            json.field("effort", effort);
        } else {
            json.field("enabled", !reasoning.isForbidden());
        }
        json.endObject();
    }

    /** The word, or the nearest weaker one that the provider knows, else the nearest stronger. */
    private @Nullable String effort(Reasoning reasoning) {
        String word = reasoning.isForbidden() ? "none" : reasoning.effort();
        if (word == null) {
            return Boolean.TRUE.equals(reasoning.enabled()) ? "medium" : null;
        }
        int wanted = EFFORTS.indexOf(word);
        for (int i = wanted; i >= 0; i--) {
            if (knows(EFFORTS.get(i)) && (i > 0 || wanted == 0)) {
                return EFFORTS.get(i);
            }
        }
        for (int i = wanted + 1; i < EFFORTS.size(); i++) {
            if (knows(EFFORTS.get(i))) {
                return EFFORTS.get(i);
            }
        }
        return word;
    }

    private boolean knows(String effort) {
        return traits.has("reasoning_effort=" + effort);
    }

    private void account(ChatRequest.Account account) {
        parameters.text("user", account.user());
        parameters.texts("metadata", account.metadata());
        parameters.text("service_tier", account.tier());
        parameters.text("prompt_cache_key", account.cacheKey());
        parameters.flag("store", account.store());
    }
}
