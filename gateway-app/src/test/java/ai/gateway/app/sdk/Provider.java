package ai.gateway.app.sdk;

import ai.gateway.testing.Script;
import software.amazon.awssdk.eventstream.HeaderValue;
import software.amazon.awssdk.eventstream.Message;
import tools.jackson.databind.JsonNode;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import static java.nio.charset.StandardCharsets.UTF_8;

/** Who answers: a dialect, a model that is known for it, and the texts below {@code resources/sdk} as scripts for an upstream. */
enum Provider {
    OPENAI("openai", "gpt-5.4-mini", "/v1/chat/completions", "/v1/chat/completions"),
    RESPONSES("responses", "gpt-5.4-mini", "/v1/responses", "/v1/responses"),
    ANTHROPIC("anthropic", "claude-sonnet-4-5", "/v1/messages", "/v1/messages"),
    GEMINI(
            "gemini",
            "gemini-2.5-flash",
            "/v1beta/models/gemini-2.5-flash:generateContent",
            "/v1beta/models/gemini-2.5-flash:streamGenerateContent?alt=sse"),
    BEDROCK(
            "bedrock",
            "us.anthropic.claude-sonnet-4-5-20250929-v1:0",
            "/model/us.anthropic.claude-sonnet-4-5-20250929-v1%3A0/converse",
            "/model/us.anthropic.claude-sonnet-4-5-20250929-v1%3A0/converse-stream"),
    COHERE("cohere", "command-a-reasoning-08-2025", "/v2/chat", "/v2/chat"),
    OLLAMA("ollama", "qwen3:14b", "/api/chat", "/api/chat");

    static final String TEXT = "Grüße, \"Welt\" 🌍";
    static final String FIRST_PIECE = "Grüße, ";
    static final String THOUGHTS = "Erst denken, dann grüßen.";
    static final String SIGNATURE = "c2lnbmVkLWJ5LXRoZS1wcm92aWRlcg==";
    static final String COMPLAINT = "no such luck";
    static final int TOKENS_IN = 21;
    static final int TOKENS_OUT = 9;

    private final String dialect;
    private final String model;
    private final String path;
    private final String streamPath;

    Provider(String dialect, String model, String path, String streamPath) {
        this.dialect = dialect;
        this.model = model;
        this.path = path;
        this.streamPath = streamPath;
    }

    String dialect() {
        return dialect;
    }

    String model() {
        return model;
    }

    String path() {
        return path;
    }

    String streamPath() {
        return streamPath;
    }

    /** Whether what it thinks comes with a signature that it wants back. */
    boolean signs() {
        return this != COHERE && this != OLLAMA;
    }

    Script whole(String name) {
        return Script.json(200, text(name + ".json"));
    }

    /** The answer {@code text}, saying something else. */
    Script saying(String other) {
        String quoted = Values.json(TEXT);
        return Script.json(200, text("text.json").replace(quoted, Values.json(other)));
    }

    Script failing(int status) {
        JsonNode body = Values.parse(text("errors.json")).path(Integer.toString(status));
        List<String> headers = new ArrayList<>();
        if (status == 429 || status == 529) {
            headers.add("retry-after: 7");
        }
        if (this == BEDROCK) {
            headers.add("x-amzn-errortype: " + body.path("type").asString()
                    + ":http://internal.amazon.com/coral/com.amazon.bedrock/");
            return Script.json(
                    status,
                    Values.json(Map.of("message", body.path("message").asString())),
                    headers.toArray(String[]::new));
        }
        return Script.json(status, body.toString(), headers.toArray(String[]::new));
    }

    Script stream(String name) {
        return begun(events(name + ".stream")).end();
    }

    /** So much of the stream that a first piece of text is there, and no end of any kind. */
    Script beginning() {
        List<byte[]> events = events("failed.stream");
        boolean alsoFails = this == RESPONSES; // by two events
        return begun(events.subList(0, events.size() - (alsoFails ? 2 : 1)));
    }

    private Script begun(List<byte[]> events) {
        Script script = Script.head(200, "content-type: " + streamType());
        for (byte[] event : events) {
            script = script.chunk(event);
        }
        return script;
    }

    private String streamType() {
        return switch (this) {
            case BEDROCK -> "application/vnd.amazon.eventstream";
            case OLLAMA -> "application/x-ndjson";
            case OPENAI, ANTHROPIC, RESPONSES, COHERE -> "text/event-stream; charset=utf-8";
            case GEMINI -> "text/event-stream";
        };
    }

    private List<byte[]> events(String file) {
        String text = text(file);
        return switch (this) {
            case BEDROCK -> text.lines().map(Provider::frame).toList();
            case OLLAMA ->
                text.lines().map(line -> (line + "\n").getBytes(UTF_8)).toList();
            case GEMINI -> split(text, "\r\n\r\n");
            case OPENAI, ANTHROPIC, RESPONSES, COHERE -> split(text, "\n\n");
        };
    }

    private static List<byte[]> split(String text, String end) {
        List<byte[]> events = new ArrayList<>();
        for (int from = 0; from < text.length(); ) {
            int to = text.indexOf(end, from) + end.length();
            events.add(text.substring(from, to).getBytes(UTF_8));
            from = to;
        }
        return events;
    }

    /** A line is the type of an event and its payload; of an exception with an exclamation mark before it. */
    private static byte[] frame(String line) {
        int space = line.indexOf(' ');
        boolean exception = line.charAt(0) == '!';
        Map<String, HeaderValue> headers = new LinkedHashMap<>();
        headers.put(
                exception ? ":exception-type" : ":event-type",
                HeaderValue.fromString(line.substring(exception ? 1 : 0, space)));
        headers.put(":content-type", HeaderValue.fromString("application/json"));
        headers.put(":message-type", HeaderValue.fromString(exception ? "exception" : "event"));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new Message(headers, line.substring(space + 1).getBytes(UTF_8)).encode(out);
        return out.toByteArray();
    }

    private String text(String file) {
        return Values.resource("/sdk/" + dialect + "/" + file);
    }
}
