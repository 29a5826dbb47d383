package ai.gateway.tokens;

import ai.gateway.exchange.Modality;
import ai.gateway.wire.JsonKeys;
import org.jspecify.annotations.Nullable;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What the members of requests are to a reader who only wants to know what the model reads, by their names in all dialects. */
final class Member {

    /** What is to be done with a member. */
    enum Kind {
        /** Texts, turns and parts, however deep. */
        CONTENT,
        NAME,
        ARGUMENTS,
        DATA,
        /** A string, or an object that has one. */
        MEDIA,
        /** An object whose content is all of one kind. */
        HOLDER,
        TOOLS,
        /** A format of the answer, which may have a schema. */
        FORMAT,
        /** A whole request within a request. */
        BODY,
        /** Whether, or how much, the model is to think. */
        THINKING,
        UNSEEN
    }

    /** The members of a request's body. */
    static final Member.Table BODY = new Member.Table(Map.of(
            Kind.CONTENT,
            List.of(
                    "messages",
                    "system",
                    "instructions",
                    "input",
                    "prompt",
                    "suffix",
                    "contents",
                    "content",
                    "systemInstruction",
                    "system_instruction",
                    "preamble",
                    "chat_history",
                    "message",
                    "query",
                    "texts",
                    "inputs",
                    "documents",
                    "instances",
                    "requests",
                    "prediction",
                    "inputText",
                    "textToImageParams",
                    "tool_results",
                    "turns"),
            Kind.DATA,
            List.of("promptVariables"),
            Kind.MEDIA,
            List.of("images", "image"),
            Kind.TOOLS,
            List.of("tools", "functions", "toolConfig", "tool_config"),
            Kind.FORMAT,
            List.of(
                    "response_format",
                    "text",
                    "output_config",
                    "output_format",
                    "format",
                    "generationConfig",
                    "generation_config",
                    "outputConfig"),
            Kind.BODY,
            List.of("generateContentRequest", "generate_content_request", "additionalModelRequestFields"),
            Kind.THINKING,
            List.of("thinking", "reasoning_effort", "reasoning"),
            Kind.UNSEEN,
            List.of(
                    "previous_response_id",
                    "conversation",
                    "cachedContent",
                    "cached_content",
                    "mcp_servers",
                    "web_search_options",
                    "container",
                    "previous_interaction_id")));

    /** The members of turns, of their parts, and of what those hold. */
    static final Member.Table CONTENT = new Member.Table(Map.of(
            Kind.CONTENT,
            List.of(
                    "content",
                    "text",
                    "parts",
                    "refusal",
                    "message",
                    "tool_plan",
                    "title",
                    "context",
                    "guardContent",
                    "output",
                    "tool_calls",
                    "function",
                    "custom",
                    "function_call",
                    "functionCall",
                    "toolUse",
                    "toolResult",
                    "functionResponse",
                    "prompt",
                    "outputs",
                    "call",
                    "snippet",
                    "stdout",
                    "result"),
            Kind.NAME,
            List.of("name"),
            Kind.ARGUMENTS,
            List.of("arguments", "args", "input", "parameters"),
            Kind.DATA,
            List.of("response", "json", "data", "variables", "action", "executableCode", "codeExecutionResult"),
            Kind.HOLDER,
            List.of("image", "document", "video", "audio"),
            Kind.MEDIA,
            List.of(
                    "image_url",
                    "images",
                    "inlineData",
                    "inline_data",
                    "fileData",
                    "source",
                    "input_audio",
                    "file",
                    "file_data",
                    "video_url",
                    "audio_url",
                    "document_url",
                    "file_url",
                    "file_id"),
            Kind.BODY,
            List.of("converse"),
            Kind.UNSEEN,
            List.of("item_reference")));

    private static final Map<String, Modality> HELD = Map.of(
            "image_url", Modality.IMAGE,
            "image", Modality.IMAGE,
            "images", Modality.IMAGE,
            "input_audio", Modality.AUDIO,
            "audio_url", Modality.AUDIO,
            "audio", Modality.AUDIO,
            "video_url", Modality.VIDEO,
            "video", Modality.VIDEO);

    private Member() {}

    /** What kind of thing a member of that name has; a file where the name does not say. */
    static Modality modality(String name, Modality otherwise) {
        return HELD.getOrDefault(name, otherwise);
    }

    /** Names and what they are. */
    static final class Table {

        private final Map<String, Kind> kinds = new HashMap<>();
        private final JsonKeys keys;

        Table(Map<Kind, List<String>> names) {
            names.forEach((kind, some) -> some.forEach(name -> kinds.put(name, kind)));
            Collection<String> all = kinds.keySet();
            this.keys = JsonKeys.of(all.toArray(String[]::new));
        }

        JsonKeys keys() {
            return keys;
        }

        /** Of one of the keys. */
        Kind kind(String name) {
            @Nullable Kind kind = kinds.get(name);
            if (kind == null) {
                throw new IllegalArgumentException("name: " + name + " (expected: one of the table)");
            }
            return kind;
        }
    }
}
