package ai.gateway.dialect.ollama;

import ai.gateway.dialect.Fields;
import ai.gateway.dialect.FunctionTools;
import ai.gateway.exchange.Call;
import ai.gateway.exchange.ChatRequest;
import ai.gateway.exchange.ChatRequest.Streaming;
import ai.gateway.exchange.Extras;
import ai.gateway.exchange.Message;
import ai.gateway.exchange.OutputFormat;
import ai.gateway.exchange.Reasoning;
import ai.gateway.exchange.Sampling;
import ai.gateway.exchange.Usage;
import ai.gateway.wire.Json;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads what a client asks. Options that only Ollama has are extras under their path, {@code options.num_ctx}. */
final class ChatRequestReader {

    static final String OPTIONS = "options.";

    private static final List<String> LEVELS = List.of("low", "medium", "high", "max");
    private static final Set<String> KNOWN =
            Set.of("model", "messages", "stream", "tools", "format", "options", "think", "logprobs", "top_logprobs");
    private static final Set<String> KNOWN_OPTIONS = Set.of(
            "num_predict", "temperature", "top_p", "top_k", "seed", "stop", "frequency_penalty", "presence_penalty");

    private ChatRequestReader() {}

    static ChatRequest read(Call call, Json body) {
        Fields.object(body);
        ChatMessageReader reader = new ChatMessageReader();
        List<Message> messages = new ArrayList<>();
        for (Json message : Fields.requiredArray(body, "messages").items()) {
            messages.add(reader.read(Fields.object(message)));
        }
        return new ChatRequest(
                OllamaDialect.ID,
                Fields.model(call, body),
                Fields.flag(body, "stream", true) ? Streaming.PIECES_AND_USAGE : Streaming.WHOLE,
                messages,
                FunctionTools.read(body, null),
                null,
                null,
                sampling(body, Fields.object(body, "options")),
                format(body.get("format")),
                null,
                reasoning(body.get("think")),
                ChatRequest.Account.NONE,
                extras(body));
    }

    private static Sampling sampling(Json body, Json options) {
        return new Sampling(
                Fields.count(options, "num_predict"),
                Fields.decimal(options, "temperature"),
                Fields.decimal(options, "top_p"),
                Fields.count(options, "top_k"),
                Fields.decimal(options, "frequency_penalty"),
                Fields.decimal(options, "presence_penalty"),
                Fields.integer(options, "seed"),
                Fields.strings(options, "stop"),
                Usage.ABSENT,
                Fields.flagOrNull(body, "logprobs"),
                Fields.count(body, "top_logprobs"));
    }

    private static @Nullable OutputFormat format(Json format) {
        if (format.isObject()) {
            return OutputFormat.schema("", null, format.toString(), null);
        }
        if (format.is("json")) {
            return OutputFormat.of(OutputFormat.Kind.JSON);
        }
        if (format.exists() && !format.isNull() && !format.is("")) {
            throw Fields.wrong(format, "json or a schema");
        }
        return null;
    }

    private static Reasoning reasoning(Json think) {
        if (!think.exists() || think.isNull()) {
            return Reasoning.UNSAID;
        }
        if (LEVELS.contains(think.text())) {
            return new Reasoning(null, think.text(), Usage.ABSENT, null, null);
        }
        if (think.kind() != Json.Kind.TRUE && think.kind() != Json.Kind.FALSE) {
            throw Fields.wrong(think, "true, false, low, medium, high or max");
        }
        return new Reasoning(think.flag(false), null, Usage.ABSENT, null, null);
    }

    /** SDKs send nulls, which say nothing. */
    private static Extras extras(Json body) {
        Map<String, String> extras =
                new LinkedHashMap<>(Fields.rest(body, KNOWN).fields());
        Fields.rest(body.get("options"), KNOWN_OPTIONS)
                .fields()
                .forEach((name, value) -> extras.put(OPTIONS + name, value));
        extras.values().removeIf("null"::equals);
        return extras.isEmpty() ? Extras.NONE : new Extras(extras);
    }
}
