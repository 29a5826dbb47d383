package ai.gateway.app.relay;

import ai.gateway.testing.RawHttp;
import ai.gateway.testing.Recordings.Recording;
import ai.gateway.testing.Script;
import ai.gateway.wire.Json;
import ai.gateway.wire.JsonEdit;
import ai.gateway.wire.JsonWriter;
import tools.jackson.databind.JsonNode;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A recording as it goes over the wire: the request that a client sends, the script by which the provider answers. */
public record RecordedExchange(Recording recording) {

    /** A prime, so that chunks end anywhere in frames and characters. */
    private static final int CHUNK = 997;

    private static final Pattern DEPLOYMENT = Pattern.compile("/openai/deployments/([^/]+)/");

    private static final Set<String> FRAMING =
            Set.of("content-length", "transfer-encoding", "connection", "keep-alive", "content-encoding", "date");

    public String method() {
        return recording.meta().path("method").asString("POST");
    }

    /** Path and query. What was scrubbed from an address is put back in a form that an address may have. */
    public String target() {
        String path = recording.path().isEmpty() ? usualPath() : recording.path();
        String query = recording.meta().path("query").asString("");
        return path.replace("<GOOGLE_CLOUD_LOCATION>", "global").replace("//", "/")
                + (query.isEmpty() ? "" : "?" + query);
    }

    public String path() {
        String target = target();
        int query = target.indexOf('?');
        return query < 0 ? target : target.substring(0, query);
    }

    byte[] body() {
        byte[] recorded = recording.requestBytes();
        return recorded.length > 0 || method().equals("GET")
                ? recorded
                : usualBody().getBytes(StandardCharsets.UTF_8);
    }

    /** The model that the path of one of Azure's deployments names; null where it is no such path. */
    String deployment() {
        Matcher deployment = DEPLOYMENT.matcher(path());
        return deployment.find() ? deployment.group(1) : null;
    }

    /** The body for a provider whose path names no deployment. */
    byte[] bodyWithModel() {
        String deployment = deployment();
        if (deployment == null) {
            return body();
        }
        Json body = Json.parse(body());
        return JsonEdit.of(body)
                .put(body, "model", JsonWriter.quote(deployment))
                .toBytes();
    }

    byte[] request(String... more) {
        List<String> headers = new ArrayList<>(List.of(more));
        recording.meta().path("request_headers").forEachEntry((name, value) -> {
            if (!FRAMING.contains(name)) {
                headers.add(name + ": " + firstLine(value));
            }
        });
        if (recording.requestBytes().length == 0 && !method().equals("GET")) {
            headers.removeIf(line -> line.startsWith("content-type"));
            headers.add("content-type: application/json");
        }
        return RawHttp.request(method(), target(), body(), headers.toArray(String[]::new));
    }

    /** The recorded answer headers but those of one hop. */
    List<String> answerHeaders() {
        List<String> headers = new ArrayList<>();
        recording.meta().path("response_headers").forEachEntry((name, value) -> {
            if (!FRAMING.contains(name) && !name.equals("content-type")) {
                headers.add(name + ": " + value.asString());
            }
        });
        headers.add("content-type: " + contentType());
        return headers;
    }

    String contentType() {
        String recorded =
                recording.meta().path("response_headers").path("content-type").asString("");
        if (!recorded.isEmpty() && !recorded.contains("REDACTED")) {
            return recorded;
        }
        return switch (recording.kind()) {
            case "sse" -> "text/event-stream";
            case "eventstream" -> "application/vnd.amazon.eventstream";
            default -> "application/json";
        };
    }

    Script script() {
        Script head = Script.head(recording.status(), answerHeaders().toArray(String[]::new));
        JsonNode coding = recording.meta().path("response_headers").path("transfer-encoding");
        return recording.stream() || !coding.isMissingNode()
                ? head.chunks(recording.response(), CHUNK, Duration.ZERO).end()
                : head.body(recording.response());
    }

    /** One recorder took the next header line for a part of the user agent. */
    private static String firstLine(JsonNode value) {
        return value.asString().lines().findFirst().orElse("");
    }

    private String usualPath() {
        return switch (recording.api()) {
            case "chat_completions" -> "/v1/chat/completions";
            case "deployments_chat_completions" -> "/openai/deployments/a-model/chat/completions";
            case "inference_chat_completions" -> "/models/chat/completions";
            case "responses", "v1_responses" -> "/v1/responses";
            case "v1_chat_completions", "openai_chat_completions" -> "/v1/chat/completions";
            case "v2_chat" -> "/v2/chat";
            case "rerank" -> "/v1/rerank";
            case "messages" -> "/v1/messages";
            case "generateContent" -> "/v1beta/models/a-model:generateContent";
            case "streamGenerateContent" -> "/v1beta/models/a-model:streamGenerateContent";
            case "converse" -> "/model/a-model/converse";
            case "converse_stream" -> "/model/a-model/converse-stream";
            case "api_chat" -> "/api/chat";
            case "embeddings" -> "/v1/embeddings";
            case "completions" -> "/v1/completions";
            default -> throw new IllegalStateException("no usual path for " + recording.api());
        };
    }

    private String usualBody() {
        String model = recording.meta().path("model").asString("a-model");
        String api = recording.api();
        String what = api.contains("embed")
                ? "\"input\":\"hi\""
                : api.contains("rerank")
                        ? "\"query\":\"q\",\"documents\":[\"a\",\"b\"]"
                        : api.contains("responses")
                                ? "\"input\":\"hi\""
                                : api.contains("enerateContent")
                                        ? "\"contents\":[{\"parts\":[{\"text\":\"hi\"}]}]"
                                        : "\"max_tokens\":9,\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]";
        return "{\"model\":\"" + model + "\", \"stream\":" + recording.stream() + "," + what + "}";
    }

    @Override
    public String toString() {
        return recording.toString();
    }
}
