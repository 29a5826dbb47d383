package ai.gateway.dialect.cohere;

import ai.gateway.dialect.Fields;
import ai.gateway.exchange.Call;
import ai.gateway.exchange.ChatRequest;
import ai.gateway.exchange.ChatRequest.Streaming;
import ai.gateway.exchange.Extras;
import ai.gateway.exchange.Failure;
import ai.gateway.exchange.FailureCode;
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

/** Reads what a client of version 2 asks. */
final class ChatRequestReader {

    private static final Set<String> KNOWN = Set.of(
            "model",
            "messages",
            "stream",
            "tools",
            "strict_tools",
            "tool_choice",
            "response_format",
            "thinking",
            "max_tokens",
            "stop_sequences",
            "temperature",
            "p",
            "k",
            "seed",
            "frequency_penalty",
            "presence_penalty",
            "logprobs");

    private ChatRequestReader() {}

    static ChatRequest read(Call call, Json body) {
        if (call.apiPath().startsWith("/v1")) {
            String message = call.apiPath()
                    + ": version 1 is relayed to Cohere alone, no other provider can be asked in it (expected: "
                    + CohereChat.PATH + ")";
            throw Failure.of(FailureCode.INVALID_REQUEST, message).asException();
        }
        Fields.object(body);
        List<Message> messages = new ArrayList<>();
        for (Json message : Fields.requiredArray(body, "messages").items()) {
            messages.add(ChatMessageReader.read(Fields.object(message)));
        }
        return new ChatRequest(
                CohereDialect.ID,
                Fields.model(call, body),
                Fields.flag(body, "stream", false) ? Streaming.PIECES_AND_USAGE : Streaming.WHOLE,
                messages,
                ChatTools.read(body),
                ChatTools.readChoice(body),
                null,
                sampling(body),
                format(Fields.object(body, "response_format")),
                null,
                reasoning(Fields.object(body, "thinking")),
                ChatRequest.Account.NONE,
                extras(body));
    }

    private static Sampling sampling(Json body) {
        return new Sampling(
                Fields.count(body, "max_tokens"),
                Fields.decimal(body, "temperature"),
                Fields.decimal(body, "p"),
                Fields.count(body, "k"),
                Fields.decimal(body, "frequency_penalty"),
                Fields.decimal(body, "presence_penalty"),
                Fields.integer(body, "seed"),
                Fields.strings(body, "stop_sequences"),
                Usage.ABSENT,
                Fields.flagOrNull(body, "logprobs"),
                Usage.ABSENT);
    }

    private static @Nullable OutputFormat format(Json format) {
        String type = Fields.string(format, "type");
        if (type == null) {
            return null;
        }
        Json schema = Fields.object(format, "json_schema");
        return switch (type) {
            case "text" -> OutputFormat.of(OutputFormat.Kind.TEXT);
            case "json_object" ->
                schema.exists()
                        ? OutputFormat.schema("", null, schema.toString(), null)
                        : OutputFormat.of(OutputFormat.Kind.JSON);
            default -> throw Fields.wrong(format.get("type"), "text or json_object");
        };
    }

    private static Reasoning reasoning(Json thinking) {
        String type = Fields.string(thinking, "type");
        long budget = Fields.count(thinking, "token_budget");
        if (type == null) {
            return budget == Usage.ABSENT ? Reasoning.UNSAID : new Reasoning(null, null, budget, null, null);
        }
        return switch (type) {
            case "enabled" -> new Reasoning(true, null, budget, null, null);
            case "disabled" -> new Reasoning(false, null, Usage.ABSENT, null, null);
            default -> throw Fields.wrong(thinking.get("type"), "enabled or disabled");
        };
    }

    /** SDKs send nulls, and no documents as an empty list: neither says anything. */
    private static Extras extras(Json body) {
        Map<String, String> extras =
                new LinkedHashMap<>(Fields.rest(body, KNOWN).fields());
        extras.values().removeIf("null"::equals);
        Json documents = Fields.array(body, "documents");
        if (documents.size() == 0) {
            extras.remove("documents");
        }
        return extras.isEmpty() ? Extras.NONE : new Extras(extras);
    }
}
