package ai.gateway.app.translate;

import ai.gateway.testing.JudgingUpstream;
import ai.gateway.testing.JudgingUpstream.Verdict;
import ai.gateway.testing.SeenRequest;
import ai.gateway.testing.SigV4;
import ai.gateway.wire.AwsEventStreamWriter;
import ai.gateway.wire.Json;
import ai.gateway.wire.JsonWriter;

import java.io.ByteArrayOutputStream;
import java.util.Base64;
import java.util.List;

import static java.nio.charset.StandardCharsets.UTF_8;

/** Three clouds that take nothing that they would not take: they look at path, credential and body before they answer. */
final class Clouds {

    static final String SAID = "Grüße aus der Wolke";
    static final String KEY_ID = "AKIDEXAMPLE";
    static final String SECRET = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";
    static final String VERTEX = "/gcp/v1/projects/p/locations/us-central1";

    private static final SigV4 SIGNATURE = new SigV4(KEY_ID, SECRET, "eu-west-1/bedrock");
    private static final String CLAUDE = VERTEX + "/publishers/anthropic/models/";
    private static final String GEMINI = VERTEX + "/publishers/google/models/gemini-2.5-flash:";

    private Clouds() {}

    static JudgingUpstream start() {
        return JudgingUpstream.start(Clouds::judge);
    }

    private static Verdict judge(SeenRequest request) {
        String uri = request.uri();
        if (uri.equals("/gcp/token")) {
            return Verdict.json(
                    200, "{\"access_token\":\"ya29.google\",\"expires_in\":3599,\"token_type\":\"Bearer\"}");
        }
        if (uri.equals("/the-tenant/oauth2/v2.0/token")) {
            boolean known = request.text().contains("client_secret=sesame");
            return known
                    ? Verdict.json(200, "{\"access_token\":\"entra\",\"expires_in\":3599}")
                    : Verdict.json(
                            401, "{\"error\":\"invalid_client\",\"error_description\":\"" + request.text() + "\"}");
        }
        if (uri.startsWith("/gcp/")) {
            return isBearer(request, "ya29.google") ? vertex(request) : refused("no token of Google's");
        }
        if (uri.startsWith("/aws/")) {
            String fault = isBearer(request, "bedrock-key") ? null : SIGNATURE.fault(request);
            return fault == null ? bedrock(request) : Verdict.json(403, "{\"message\":\"a signature of another\"}");
        }
        boolean azure = uri.equals("/azure/openai/v1/chat/completions?api-version=preview");
        return azure && isBearer(request, "entra") ? openAi(request) : refused("nothing is at " + uri);
    }

    private static Verdict vertex(SeenRequest request) {
        String uri = request.uri();
        if (uri.startsWith(GEMINI)) {
            return gemini(uri.substring(GEMINI.length()));
        }
        if (uri.equals(VERTEX + "/endpoints/openapi/chat/completions")) {
            return openAi(request);
        }
        Json body = Json.parse(request.body());
        if (!uri.startsWith(CLAUDE) || !body.get("anthropic_version").is("vertex-2023-10-16")) {
            return refused("nothing is at " + uri + " for " + request.text());
        }
        if (uri.equals(CLAUDE + "count-tokens:rawPredict")) {
            return body.get("model").is("claude-sonnet-4-5@20250929")
                    ? Verdict.json(200, "{\"input_tokens\":7}")
                    : refused("count-tokens without a model");
        }
        if (request.text().contains("/quota")) {
            return Verdict.json(
                    429,
                    "[{\"error\":{\"code\":429,\"message\":\"Quota exceeded\",\"status\":\"RESOURCE_EXHAUSTED\"}}]");
        }
        if (body.get("model").exists()) {
            return refused("a model in the body");
        }
        return switch (uri.substring(CLAUDE.length())) {
            case "claude-sonnet-4-5@20250929:rawPredict" -> message();
            case "claude-sonnet-4-5@20250929:streamRawPredict" ->
                body.get("stream").flag(false)
                        ? Verdict.of(200, "text/event-stream", events(Clouds::sse))
                        : refused("a stream that is not asked for");
            default -> refused("nothing is at " + uri);
        };
    }

    private static Verdict bedrock(SeenRequest request) {
        Json body = Json.parse(request.body());
        String path = request.uri().substring("/aws".length());
        boolean converse = path.endsWith("/converse") || path.endsWith("/converse-stream");
        if (converse) {
            return body.get("anthropic_version").exists()
                    ? refused("Claude's own body at Converse")
                    : converse(path.endsWith("-stream"));
        }
        if (!body.get("anthropic_version").is("bedrock-2023-05-31")
                || body.get("model").exists()
                || body.get("stream").exists()) {
            return Verdict.json(400, "{\"message\":\"extraneous key, or no anthropic_version\"}");
        }
        if (request.text().contains("/throttle")) {
            return Verdict.json(429, "{\"message\":\"Too many tokens\"}")
                    .header("x-amzn-errortype", "ThrottlingException:http://internal.amazon.com/");
        }
        return switch (path) {
            case "/model/us.anthropic.claude-sonnet-4-5-20250929-v1%3A0/invoke" -> message();
            case "/model/us.anthropic.claude-sonnet-4-5-20250929-v1%3A0/invoke-with-response-stream" ->
                Verdict.of(
                        200,
                        "application/vnd.amazon.eventstream",
                        chunks(request.text().contains("/exception")));
            default -> refused("nothing is at " + path);
        };
    }

    private static Verdict gemini(String verb) {
        String chunk =
                "{\"candidates\":[{\"content\":{\"role\":\"model\",\"parts\":[{\"text\":" + JsonWriter.quote(SAID)
                        + "}]},\"finishReason\":\"STOP\",\"index\":0}],\"usageMetadata\":{\"promptTokenCount\":3,"
                        + "\"candidatesTokenCount\":2,\"totalTokenCount\":5},\"modelVersion\":\"gemini-2.5-flash\"}";
        return switch (verb) {
            case "generateContent" -> Verdict.json(200, chunk);
            case "streamGenerateContent" -> Verdict.json(200, "[" + chunk + "]");
            case "streamGenerateContent?alt=sse" ->
                Verdict.of(200, "text/event-stream", ("data: " + chunk + "\r\n\r\n").getBytes(UTF_8));
            default -> refused("no verb " + verb);
        };
    }

    private static Verdict openAi(SeenRequest request) {
        String head =
                "{\"id\":\"c\",\"created\":1,\"model\":\"m\",\"choices\":[{\"index\":0,\"finish_reason\":\"stop\",\"";
        String said = "\":{\"role\":\"assistant\",\"content\":" + JsonWriter.quote(SAID) + "}}],";
        String usage =
                "\"usage\":{\"prompt_tokens\":3,\"completion_tokens\":2,\"total_tokens\":5},\"object\":\"chat.completion";
        if (!Json.parse(request.body()).get("stream").flag(false)) {
            return Verdict.json(200, head + "message" + said + usage + "\"}");
        }
        String stream = "data: " + head + "delta" + said + usage + ".chunk\"}\n\ndata: [DONE]\n\n";
        return Verdict.of(200, "text/event-stream", stream.getBytes(UTF_8));
    }

    private static Verdict message() {
        return Verdict.json(
                200,
                "{\"id\":\"msg_1\",\"type\":\"message\",\"role\":\"assistant\",\"model\":\"claude-sonnet-4-5\",\"content\":[{\"type\":\"text\",\"text\":"
                        + JsonWriter.quote(SAID)
                        + "}],\"stop_reason\":\"end_turn\",\"stop_sequence\":null,\"usage\":{\"input_tokens\":3,\"output_tokens\":2},\"new\":{\"field\":1}}");
    }

    private static Verdict converse(boolean stream) {
        String usage =
                "\"usage\":{\"inputTokens\":3,\"outputTokens\":2,\"totalTokens\":5},\"metrics\":{\"latencyMs\":1}";
        String text = "{\"text\":" + JsonWriter.quote(SAID) + "}";
        if (!stream) {
            return Verdict.json(
                    200,
                    "{\"output\":{\"message\":{\"role\":\"assistant\",\"content\":[" + text
                            + "]}},\"stopReason\":\"end_turn\"," + usage + "}");
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        frame(out, "messageStart", "{\"role\":\"assistant\"}");
        frame(out, "contentBlockDelta", "{\"contentBlockIndex\":0,\"delta\":" + text + "}");
        frame(out, "contentBlockStop", "{\"contentBlockIndex\":0}");
        frame(out, "messageStop", "{\"stopReason\":\"end_turn\"}");
        frame(out, "metadata", "{" + usage + "}");
        return Verdict.of(200, "application/vnd.amazon.eventstream", out.toByteArray());
    }

    /** What Claude says, event by event. */
    private static final List<String> EVENTS = List.of(
            "{\"type\":\"message_start\",\"message\":{\"id\":\"msg_1\",\"type\":\"message\",\"role\":\"assistant\",\"model\":\"claude-sonnet-4-5\",\"content\":[],\"stop_reason\":null,\"stop_sequence\":null,\"usage\":{\"input_tokens\":3,\"output_tokens\":1}}}",
            "{\"type\":\"content_block_start\",\"index\":0,\"content_block\":{\"type\":\"text\",\"text\":\"\"}}",
            "{\"type\":\"content_block_delta\",\"index\":0,\"delta\":{\"type\":\"text_delta\",\"text\":"
                    + JsonWriter.quote(SAID) + "}, \"new\": 1 }",
            "{\"type\":\"content_block_stop\",\"index\":0}",
            "{\"type\":\"message_delta\",\"delta\":{\"stop_reason\":\"end_turn\",\"stop_sequence\":null},\"usage\":{\"output_tokens\":2}}",
            "{\"type\":\"message_stop\",\"amazon-bedrock-invocationMetrics\":{\"inputTokenCount\":3,\"outputTokenCount\":2}}");

    /** The same as server-sent events. */
    static byte[] events() {
        return events(Clouds::sse);
    }

    private interface Framed {
        void add(ByteArrayOutputStream out, String event);
    }

    private static byte[] events(Framed framed) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        EVENTS.forEach(event -> framed.add(out, event));
        return out.toByteArray();
    }

    private static void sse(ByteArrayOutputStream out, String event) {
        String type = Json.parse(event.getBytes(UTF_8)).get("type").text();
        out.writeBytes(("event: " + type + "\ndata: " + event + "\n\n").getBytes(UTF_8));
    }

    private static byte[] chunks(boolean fails) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (String event : EVENTS.subList(0, fails ? 3 : EVENTS.size())) {
            String packed = Base64.getEncoder().encodeToString(event.getBytes(UTF_8));
            frame(out, "chunk", "{\"bytes\":\"" + packed + "\",\"p\":\"abcdefg\"}");
        }
        if (fails) {
            out.writeBytes(AwsEventStreamWriter.exception(
                    "throttlingException", "{\"message\":\"Slow down\"}".getBytes(UTF_8)));
        }
        return out.toByteArray();
    }

    private static void frame(ByteArrayOutputStream out, String type, String json) {
        out.writeBytes(AwsEventStreamWriter.event(type, json.getBytes(UTF_8)));
    }

    private static boolean isBearer(SeenRequest request, String token) {
        return ("Bearer " + token).equals(request.header("authorization"));
    }

    private static Verdict refused(String why) {
        return Verdict.json(
                418,
                "{\"error\":{\"message\":" + JsonWriter.quote(why) + "},\"message\":" + JsonWriter.quote(why) + "}");
    }
}
