package ai.gateway.dialect.responses;

import ai.gateway.dialect.Fields;
import ai.gateway.exchange.Call;
import ai.gateway.exchange.ChatRequest;
import ai.gateway.exchange.ChatRequest.Streaming;
import ai.gateway.exchange.Content;
import ai.gateway.exchange.Extras;
import ai.gateway.exchange.Message;
import ai.gateway.exchange.Sampling;
import ai.gateway.exchange.Usage;
import ai.gateway.wire.Json;
import ai.gateway.wire.JsonWriter;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads what a client of the API asks. */
final class ChatRequestReader {

    /** Marks the message that was not among the items. */
    static final String INSTRUCTIONS = ".instructions";

    static final String CHOICE = ".tool_choice";
    static final String SAFETY = ".safety_identifier";
    static final String LIKELIHOODS = "message.output_text.logprobs";
    static final String SEALED = "reasoning.encrypted_content";

    /** What a conversation goes on from, where the provider has kept it. */
    static final List<String> ELSEWHERE = List.of("previous_response_id", "conversation", "prompt");

    private static final Set<String> KNOWN = Set.of(
            "model",
            "instructions",
            "input",
            "stream",
            "tools",
            "tool_choice",
            "parallel_tool_calls",
            "max_output_tokens",
            "temperature",
            "top_p",
            "top_k",
            "frequency_penalty",
            "presence_penalty",
            "seed",
            "stop",
            "top_logprobs",
            "include",
            "text",
            "reasoning",
            "user",
            "safety_identifier",
            "metadata",
            "service_tier",
            "prompt_cache_key",
            "store");

    /** What is so anyway, and how pieces are padded: nobody misses it elsewhere. */
    private static final Set<String> USUAL =
            Set.of("truncation:\"disabled\"", "background:false", "stream_options:{\"include_obfuscation\":false}");

    private ChatRequestReader() {}

    static ChatRequest read(Call call, Json body) {
        Fields.object(body);
        return new ChatRequest(
                ResponsesDialect.ID,
                Fields.model(call, body),
                Fields.flag(body, "stream", false) ? Streaming.PIECES_AND_USAGE : Streaming.WHOLE,
                messages(body),
                ChatTools.read(body),
                ChatTools.readChoice(body),
                Fields.flagOrNull(body, "parallel_tool_calls"),
                sampling(body),
                ChatOptions.readFormat(body),
                ChatOptions.readVerbosity(body),
                ChatOptions.readReasoning(body),
                account(body),
                extras(body));
    }

    private static List<Message> messages(Json body) {
        Json input = body.get("input");
        boolean elsewhere = body.get("prompt").isObject()
                || body.get("previous_response_id").isString()
                || body.get("conversation").exists();
        if ((!input.exists() || input.isNull()) && !elsewhere) {
            throw Fields.absent(body, "input", "a string or an array");
        }
        List<Message> messages = new ArrayList<>();
        String instructions = Fields.string(body, "instructions");
        if (instructions != null) {
            messages.add(new Message(
                    Message.Role.SYSTEM,
                    null,
                    List.of(Content.Text.of(instructions)),
                    new Extras(Map.of(INSTRUCTIONS, "true"))));
        }
        messages.addAll(ChatItemReader.read(input));
        return messages;
    }

    private static Sampling sampling(Json body) {
        boolean likelihoods = Fields.strings(body, "include").contains(LIKELIHOODS);
        return new Sampling(
                Fields.count(body, "max_output_tokens"),
                Fields.decimal(body, "temperature"),
                Fields.decimal(body, "top_p"),
                Fields.count(body, "top_k"),
                Fields.decimal(body, "frequency_penalty"),
                Fields.decimal(body, "presence_penalty"),
                Fields.integer(body, "seed"),
                Fields.strings(body, "stop"),
                Usage.ABSENT,
                likelihoods ? Boolean.TRUE : null,
                Fields.count(body, "top_logprobs"));
    }

    private static ChatRequest.Account account(Json body) {
        Map<String, String> metadata = new LinkedHashMap<>();
        Fields.object(body, "metadata").members((name, value) -> {
            if (value.isString()) {
                metadata.put(name, value.text());
            }
        });
        String user = Fields.string(body, "user");
        return new ChatRequest.Account(
                user == null ? Fields.string(body, "safety_identifier") : user,
                metadata,
                Fields.string(body, "service_tier"),
                Fields.string(body, "prompt_cache_key"),
                Fields.flagOrNull(body, "store"));
    }

    private static Extras extras(Json body) {
        Map<String, String> extras = new LinkedHashMap<>();
        ItemNotes.rest(body, KNOWN).fields().forEach((name, value) -> {
            boolean usual = USUAL.contains(name + ":" + value);
            extras.put(usual ? "." + name : name, value);
        });
        ChatOptions.rest(body, extras);
        include(Fields.strings(body, "include"), extras);
        String safety = Fields.string(body, "safety_identifier");
        if (safety != null) {
            extras.put(SAFETY, JsonWriter.quote(safety));
        }
        Json choice = body.get("tool_choice");
        if (!ChatTools.isWhole(choice)) {
            extras.put(CHOICE, ItemNotes.line(choice));
        }
        return extras.isEmpty() ? Extras.NONE : new Extras(extras);
    }

    /** Sealed thoughts come back from every provider that seals them: to ask for them is no news. */
    private static void include(List<String> include, Map<String, String> extras) {
        List<String> others =
                include.stream().filter(name -> !name.equals(LIKELIHOODS)).toList();
        if (!others.isEmpty()) {
            JsonWriter json = new JsonWriter().beginArray();
            others.forEach(json::value);
            boolean known = others.stream().allMatch(name -> name.equals(SEALED));
            extras.put(known ? ".include" : "include", json.endArray().toString());
        }
    }
}
