package ai.gateway.dialect.openai;

import ai.gateway.dialect.Counts;
import ai.gateway.dialect.Fields;
import ai.gateway.exchange.Call;
import ai.gateway.exchange.ChatRequest;
import ai.gateway.exchange.ChatRequest.Streaming;
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

/** Reads what a client of Chat Completions asks. */
final class ChatRequestReader {

    private static final Set<String> KNOWN = Set.of(
            "model",
            "messages",
            "stream",
            "stream_options",
            "tools",
            "functions",
            "tool_choice",
            "function_call",
            "parallel_tool_calls",
            "max_completion_tokens",
            "max_tokens",
            "temperature",
            "top_p",
            "top_k",
            "frequency_penalty",
            "presence_penalty",
            "seed",
            "stop",
            "n",
            "logprobs",
            "top_logprobs",
            "response_format",
            "verbosity",
            "reasoning_effort",
            "user",
            "metadata",
            "service_tier",
            "prompt_cache_key",
            "store");

    private ChatRequestReader() {}

    static ChatRequest read(Call call, Json body) {
        Fields.object(body);
        List<Message> messages = new ArrayList<>();
        for (Json message : Fields.requiredArray(body, "messages").items()) {
            messages.add(ChatMessageReader.read(Fields.object(message)));
        }
        return new ChatRequest(
                OpenAiDialect.ID,
                Fields.model(call, body),
                streaming(body),
                messages,
                ChatTools.read(body),
                ChatTools.readChoice(body),
                Fields.flagOrNull(body, "parallel_tool_calls"),
                sampling(body),
                format(Fields.object(body, "response_format")),
                Fields.string(body, "verbosity"),
                reasoning(body),
                account(body),
                Fields.rest(body, KNOWN));
    }

    private static Streaming streaming(Json body) {
        if (!Fields.flag(body, "stream", false)) {
            return Streaming.WHOLE;
        }
        return Fields.flag(Fields.object(body, "stream_options"), "include_usage", false)
                ? Streaming.PIECES_AND_USAGE
                : Streaming.PIECES;
    }

    private static Sampling sampling(Json body) {
        return new Sampling(
                Counts.first(Fields.count(body, "max_completion_tokens"), Fields.count(body, "max_tokens")),
                Fields.decimal(body, "temperature"),
                Fields.decimal(body, "top_p"),
                Fields.count(body, "top_k"),
                Fields.decimal(body, "frequency_penalty"),
                Fields.decimal(body, "presence_penalty"),
                Fields.integer(body, "seed"),
                Fields.strings(body, "stop"),
                Fields.count(body, "n"),
                Fields.flagOrNull(body, "logprobs"),
                Fields.count(body, "top_logprobs"));
    }

    private static @Nullable OutputFormat format(Json format) {
        String type = Fields.string(format, "type");
        if (type == null) {
            return null;
        }
        return switch (type) {
            case "text" -> OutputFormat.of(OutputFormat.Kind.TEXT);
            case "json_object" -> OutputFormat.of(OutputFormat.Kind.JSON);
            case "json_schema" -> schema(Fields.object(format, "json_schema"));
            default -> throw Fields.wrong(format.get("type"), "text, json_object or json_schema");
        };
    }

    private static OutputFormat schema(Json format) {
        Json schema = Fields.object(format, "schema");
        return OutputFormat.schema(
                Fields.stringOr(format, "name", ""),
                Fields.string(format, "description"),
                schema.exists() ? schema.toString() : "{}",
                Fields.flagOrNull(format, "strict"));
    }

    private static Reasoning reasoning(Json body) {
        String effort = Fields.string(body, "reasoning_effort");
        return effort == null
                ? Reasoning.UNSAID
                : new Reasoning("none".equals(effort) ? Boolean.FALSE : null, effort, Usage.ABSENT, null, null);
    }

    private static ChatRequest.Account account(Json body) {
        Map<String, String> metadata = new LinkedHashMap<>();
        Fields.object(body, "metadata").members((name, value) -> {
            if (value.isString()) {
                metadata.put(name, value.text());
            }
        });
        return new ChatRequest.Account(
                Fields.string(body, "user"),
                metadata,
                Fields.string(body, "service_tier"),
                Fields.string(body, "prompt_cache_key"),
                Fields.flagOrNull(body, "store"));
    }
}
