package ai.gateway.app.dropin;

import ai.gateway.testing.Script;

import java.util.List;

/** A call as a client of the dialect's own SDK makes it, and what its provider answers. */
enum ModelCall {
    OPENAI(
            "/v1/chat/completions",
            "/v1/chat/completions",
            "{\"model\":\"gpt-small\",\"stream\":%s,\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}",
            "Authorization: Bearer",
            "{\"id\":\"c\",\"object\":\"chat.completion\",\"model\":\"gpt-large\",\"choices\":[{\"index\":0,\"message\":"
                    + "{\"role\":\"assistant\",\"content\":\"hello\"},\"finish_reason\":\"stop\"}],"
                    + "\"usage\":{\"prompt_tokens\":1,\"completion_tokens\":1,\"total_tokens\":2}}",
            List.of(
                    "data: {\"id\":\"c\",\"object\":\"chat.completion.chunk\",\"model\":\"gpt-large\",\"choices\":[{\"index\":0,"
                            + "\"delta\":{\"role\":\"assistant\",\"content\":\"hel\"},\"finish_reason\":null}]}\n\n",
                    "data: {\"id\":\"c\",\"object\":\"chat.completion.chunk\",\"model\":\"gpt-large\",\"choices\":[{\"index\":0,"
                            + "\"delta\":{\"content\":\"lo\"},\"finish_reason\":\"stop\"}]}\n\n",
                    "data: [DONE]\n\n"),
            "\"type\":\"server_error\""),
    ANTHROPIC(
            "/v1/messages",
            "/v1/messages",
            "{\"model\":\"claude-small\",\"stream\":%s,\"max_tokens\":9,\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}",
            "x-api-key:",
            "{\"id\":\"m\",\"type\":\"message\",\"role\":\"assistant\",\"model\":\"claude-large\",\"content\":[{\"type\":"
                    + "\"text\",\"text\":\"hello\"}],\"stop_reason\":\"end_turn\",\"stop_sequence\":null,"
                    + "\"usage\":{\"input_tokens\":1,\"output_tokens\":1}}",
            List.of(
                    "event: message_start\ndata: {\"type\":\"message_start\",\"message\":{\"id\":\"m\",\"type\":\"message\","
                            + "\"role\":\"assistant\",\"model\":\"claude-large\",\"content\":[],\"stop_reason\":null,"
                            + "\"stop_sequence\":null,\"usage\":{\"input_tokens\":1,\"output_tokens\":1}}}\n\n",
                    "event: content_block_delta\ndata: {\"type\":\"content_block_delta\",\"index\":0,\"delta\":"
                            + "{\"type\":\"text_delta\",\"text\":\"hello\"}}\n\n",
                    "event: message_stop\ndata: {\"type\":\"message_stop\"}\n\n"),
            "\"type\":\"error\""),
    GEMINI(
            "/v1beta/models/gemini-small:generateContent",
            "/v1beta/models/gemini-small:streamGenerateContent?alt=sse",
            "{\"contents\":[{\"role\":\"user\",\"parts\":[{\"text\":\"hi\"}]}]}",
            "x-goog-api-key:",
            "{\"candidates\":[{\"content\":{\"role\":\"model\",\"parts\":[{\"text\":\"hello\"}]},\"finishReason\":\"STOP\"}],"
                    + "\"modelVersion\":\"gemini-large\",\"usageMetadata\":{\"promptTokenCount\":1,"
                    + "\"candidatesTokenCount\":1,\"totalTokenCount\":2}}",
            List.of(
                    "data: {\"candidates\":[{\"content\":{\"role\":\"model\",\"parts\":[{\"text\":\"he\"}]}}]}\n\n",
                    "data: {\"candidates\":[{\"content\":{\"role\":\"model\",\"parts\":[{\"text\":\"llo\"}]}}]}\n\n",
                    "data: {\"candidates\":[{\"content\":{\"role\":\"model\",\"parts\":[{\"text\":\"!\"}]},"
                            + "\"finishReason\":\"STOP\"}]}\n\n"),
            "\"status\":\"UNAVAILABLE\"");

    private static final String SSE = "content-type: text/event-stream";

    private final String path;
    private final String streamPath;
    private final String body;
    private final String keyHeader;
    final String answer;
    final List<String> events;
    /** What tells this dialect's failures from those of the others. */
    final String failureMark;

    ModelCall(
            String path,
            String streamPath,
            String body,
            String keyHeader,
            String answer,
            List<String> events,
            String failureMark) {
        this.path = path;
        this.streamPath = streamPath;
        this.body = body;
        this.keyHeader = keyHeader;
        this.answer = answer;
        this.events = events;
        this.failureMark = failureMark;
    }

    enum Mode {
        WHOLE,
        STREAM
    }

    String path(Mode mode) {
        return mode == Mode.STREAM ? streamPath : path;
    }

    String body(Mode mode) {
        return body.formatted(mode == Mode.STREAM);
    }

    /** The header line in which this dialect's clients show a key. */
    String credential(String key) {
        return keyHeader + " " + key;
    }

    /** Below this path stands the provider. */
    String place() {
        return "/" + name().toLowerCase(java.util.Locale.ROOT);
    }

    /** Where the provider is asked, by the other model. */
    String placeAsked(Mode mode) {
        return place() + path(mode).replace("-small", "-large");
    }

    String bodyAsked(Mode mode) {
        return body(mode).replace("-small", "-large");
    }

    /** One event, and each further one only when the test has let it go. */
    Script oneByOne() {
        Script script = Script.head(200, SSE);
        for (String event : events) {
            script = script.chunk(event).hang();
        }
        return script.end();
    }

    /** One event, and then the connection is reset when the test lets it go. */
    Script brokenStream() {
        return Script.head(200, SSE).chunk(events.get(0)).hang().reset();
    }
}
