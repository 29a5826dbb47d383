package ai.gateway.predicate;

import ai.gateway.testing.Answer;
import ai.gateway.testing.BlockingCheck;
import ai.gateway.testing.FaultUpstream;
import ai.gateway.testing.RawHttp;
import ai.gateway.testing.RunningGateway;
import ai.gateway.testing.Script;
import ai.gateway.testing.SeenRequest;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;

import static org.assertj.core.api.Assertions.assertThat;

/** All predicates on a running gateway, on routes that have no AI filter; who does not match, gets to the last route. */
@ExtendWith(BlockingCheck.class)
class PredicatesTest {

    private static final String CHAT = "/v1/chat/completions";

    /** Each test picks its route by the first word. */
    private static final Map<String, String> ROUTES = new LinkedHashMap<>();

    static {
        ROUTES.put("globs", "AiModel=gpt-*, claude-?, exact");
        ROUTES.put("operations", "AiOperation=embeddings, count-tokens");
        ROUTES.put("dialects", "AiDialect=anthropic, gemini");
        ROUTES.put("streams", "{ name: AiStream }");
        ROUTES.put("whole", "AiStream=false");
        ROUTES.put("tools", "{ name: AiTools }");
        ROUTES.put("toolless", "AiTools=false");
        ROUTES.put("modality", "AiModality=image, audio");
        ROUTES.put("short", "AiTokens=0, 50");
        ROUTES.put("long", "AiTokens=51");
        ROUTES.put("tags", "AiKeyTag=internal, beta");
        ROUTES.put("nobody", "AiSample=0");
        ROUTES.put("everybody", "AiSample=100");
        ROUTES.put("rejecting", "{ name: AiModel, args: { models: nothing, on-other: reject } }");
        ROUTES.put("warning", "{ name: AiModel, args: { models: '*', onOther: warn } }");
        ROUTES.put("listed", "{ name: AiModel, args: { models: [ a-1, b-* ] } }");
        ROUTES.put("header", "{ name: AiKeyTag, args: { tags: x, header: x-tags } }");
        for (String name :
                List.of("Model", "Operation", "Dialect", "Stream", "Tools", "Modality", "Tokens", "KeyTag", "Sample")) {
            ROUTES.put("off-" + name, never(name, "enabled: false"));
            ROUTES.put("dry-" + name, never(name, "dry-run: true"));
            ROUTES.put("on-" + name, never(name, "enabled: true"));
        }
    }

    private static FaultUpstream upstream;
    private static RunningGateway gateway;

    @EnableAutoConfiguration
    static class App {}

    @BeforeAll
    static void start() {
        upstream = FaultUpstream.start();
        upstream.playEverywhere(Script.json(200, "{}"));
        StringBuilder yaml = new StringBuilder("spring.cloud.gateway.server.webflux.routes:\n");
        ROUTES.forEach((name, predicate) -> yaml.append("""
                - id: %1$s
                  uri: http://127.0.0.1:%3$d
                  predicates:
                  - Header=case, %1$s
                  - %2$s
                  filters: [ PrefixPath=/matched ]
                """.formatted(name, predicate, upstream.port())));
        yaml.append("- id: other\n  uri: http://127.0.0.1:" + upstream.port()
                + "\n  predicates: [ Path=/** ]\n  filters: [ PrefixPath=/other ]\n");
        yaml.append("ai.gateway.limits.max-request-bytes: 2000\n");
        gateway = RunningGateway.start(App.class, yaml.toString());
    }

    @AfterAll
    static void stop() {
        gateway.close();
        upstream.close();
    }

    @ParameterizedTest
    @CsvSource({"gpt-5.4, true", "claude-1, true", "claude-12, false", "exact, true", "Exact, false", "x-gpt-1, false"})
    void aiModel_globsAndNames(String model, boolean matches) {
        assertThat(matches("globs", CHAT, "{\"model\":\"" + model + "\",\"messages\":[]}"))
                .isEqualTo(matches);
    }

    @ParameterizedTest
    @CsvSource({"a-1, true", "a-2, false", "b-2, true"})
    void aiModel_yamlList(String model, boolean matches) {
        assertThat(matches("listed", CHAT, "{\"model\":\"" + model + "\",\"messages\":[]}"))
                .isEqualTo(matches);
    }

    @Test
    void aiModel_modelInThePath_isSeen() {
        assertThat(matches("globs", "/v1beta/models/gpt-x:generateContent", "{\"contents\":[]}"))
                .isTrue();
        assertThat(matches("globs", "/model/claude-1/converse", "{\"messages\":[]}"))
                .isTrue();
        assertThat(matches("globs", "/v1beta/models/gemini:generateContent", "{\"contents\":[]}"))
                .isFalse();
    }

    @Test
    void aiOperation_eachPath() {
        assertThat(matches("operations", "/v1/embeddings", "{\"model\":\"m\",\"input\":\"x\"}"))
                .isTrue();
        assertThat(matches("operations", "/v1/messages/count_tokens", "{\"model\":\"m\",\"messages\":[]}"))
                .isTrue();
        assertThat(matches("operations", CHAT, chat("\"x\":1"))).isFalse();
    }

    @Test
    void aiDialect_eachPath() {
        assertThat(matches("dialects", "/v1/messages", "{\"model\":\"m\",\"max_tokens\":1,\"messages\":[]}"))
                .isTrue();
        assertThat(matches("dialects", "/v1beta/models/m:generateContent", "{\"contents\":[]}"))
                .isTrue();
        assertThat(matches("dialects", CHAT, chat("\"x\":1"))).isFalse();
    }

    @Test
    void aiStream_bodyOrPathSaysSo() {
        assertThat(matches("streams", CHAT, chat("\"stream\":true"))).isTrue();
        assertThat(matches("streams", CHAT, chat("\"stream\":false"))).isFalse();
        assertThat(matches("whole", CHAT, chat("\"x\":1"))).isTrue();
        assertThat(matches("streams", "/v1beta/models/m:streamGenerateContent", "{\"contents\":[]}"))
                .isTrue();
        assertThat(matches("whole", "/v1beta/models/m:generateContent", "{\"contents\":[]}"))
                .isTrue();
    }

    @Test
    void aiTools_offeredOrNot() {
        String offered = chat("\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"f\"}}]");

        assertThat(matches("tools", CHAT, offered)).isTrue();
        assertThat(matches("toolless", CHAT, offered)).isFalse();
        assertThat(matches("toolless", CHAT, chat("\"tools\":[]"))).isTrue();
    }

    @Test
    void aiModality_kindsOfContent() {
        String image = "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":[{\"type\":\"image_url\","
                + "\"image_url\":{\"url\":\"data:image/png;base64,AA==\"}}]}]}";

        assertThat(matches("modality", CHAT, image)).isTrue();
        assertThat(matches("modality", CHAT, chat("\"x\":1"))).isFalse();
    }

    @Test
    void aiTokens_betweenItsEnds() {
        String longPrompt =
                "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"" + "word ".repeat(100) + "\"}]}";

        assertThat(matches("short", CHAT, chat("\"x\":1"))).isTrue();
        assertThat(matches("long", CHAT, chat("\"x\":1"))).isFalse();
        assertThat(matches("short", CHAT, longPrompt)).isFalse();
        assertThat(matches("long", CHAT, longPrompt)).isTrue();
    }

    @Test
    void aiKeyTag_oneOfTheCallersTags() {
        assertThat(matches("tags", CHAT, chat("\"x\":1"), "x-key-tags: a, beta"))
                .isTrue();
        assertThat(matches("tags", CHAT, chat("\"x\":1"), "x-key-tags: betas")).isFalse();
        assertThat(matches("tags", CHAT, chat("\"x\":1"))).isFalse();
        assertThat(matches("header", CHAT, chat("\"x\":1"), "x-tags: x")).isTrue();
    }

    @Test
    void aiSample_noneAndAll() {
        assertThat(matches("nobody", CHAT, chat("\"x\":1"), "x-api-key: a")).isFalse();
        assertThat(matches("everybody", CHAT, chat("\"x\":1"), "x-api-key: a")).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"Model", "Operation", "Dialect", "Stream", "Tools", "Modality", "Tokens", "KeyTag", "Sample"})
    void switches_onEachPredicate(String name) {
        assertThat(matches("on-" + name, CHAT, chat("\"x\":1"))).as("on").isFalse();
        assertThat(matches("off-" + name, CHAT, chat("\"x\":1")))
                .as("enabled: false")
                .isTrue();
        assertThat(matches("dry-" + name, CHAT, chat("\"x\":1")))
                .as("dry-run: true")
                .isTrue();
    }

    @Test
    void onOther_notAModelCall_skipsOrWarnsOrRejects() {
        assertThat(matches("globs", "/orders", "{\"model\":\"gpt-5\"}")).isFalse();
        assertThat(matches("warning", "/orders", "{\"model\":\"gpt-5\"}")).isFalse();

        Answer rejected = post("rejecting", "/orders", "{\"model\":\"gpt-5\"}");
        assertThat(rejected.status()).isEqualTo(400);
        assertThat(rejected.text()).contains("AiModel").contains("on-other=reject");
    }

    @Test
    void refusals_areToldInTheClientsDialect() {
        Answer notJson = post("globs", CHAT, "{\"model\":");
        Answer tooLarge = post("globs", "/v1/messages", chat("\"x\":\"" + "x".repeat(3000) + "\""));
        Answer wrongType = post("globs", "/v1/messages", "{\"model\":7,\"messages\":[]}");

        assertThat(notJson.status()).isEqualTo(400);
        assertThat(notJson.text()).contains("\"code\":\"invalid_json\"");
        assertThat(tooLarge.status()).isEqualTo(413);
        assertThat(tooLarge.text()).contains("\"type\":\"request_too_large\"").startsWith("{\"type\":\"error\"");
        assertThat(wrongType.status()).isEqualTo(400);
        assertThat(wrongType.text()).contains("invalid_request_error");
    }

    @Test
    void ordinaryRoute_afterThePredicateReadTheBody_getsItWholeAndNothingElse() {
        String body = "{ \"model\" : \"gpt-5\",  \"messages\":[]}\n";
        int before = upstream.requests().size();
        Answer answer = post("globs", CHAT, body);
        SeenRequest seen = upstream.requests().get(before);

        assertThat(seen.text()).isEqualTo(body);
        assertThat(seen.headers().toString().toLowerCase(java.util.Locale.ROOT)).doesNotContain("x-ai-");
        assertThat(answer.head().headers().toString().toLowerCase(java.util.Locale.ROOT))
                .doesNotContain("x-ai-");
    }

    @Test
    void ordinaryRoute_packedBody_isReadButPassesAsItCame() throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write("{\"model\":\"gpt-5\",\"messages\":[]}".getBytes(StandardCharsets.UTF_8));
        }
        int before = upstream.requests().size();
        try (RawHttp client = RawHttp.connect(gateway.port())) {
            client.send(RawHttp.request(
                            "POST",
                            CHAT,
                            packed.toByteArray(),
                            "case: globs",
                            "content-type: application/json",
                            "content-encoding: gzip"))
                    .readAnswer();
        }
        SeenRequest seen = upstream.requests().get(before);

        assertThat(seen.uri()).isEqualTo("/matched" + CHAT);
        assertThat(seen.body()).isEqualTo(packed.toByteArray());
        assertThat(seen.header("content-encoding")).isEqualTo("gzip");
    }

    private static String never(String name, String more) {
        String never = switch (name) {
            case "Model" -> "models: none-such";
            case "Operation" -> "operations: rerank";
            case "Dialect" -> "dialects: gemini";
            case "Stream" -> "stream: true";
            case "Tools" -> "tools: true";
            case "Modality" -> "modalities: video";
            case "Tokens" -> "min: 100000";
            case "KeyTag" -> "tags: none-such";
            default -> "percent: 0";
        };
        return "{ name: Ai" + name + ", args: { " + never + ", " + more + " } }";
    }

    private static String chat(String more) {
        return "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]," + more + "}";
    }

    private static Answer post(String route, String path, String body, String... headers) {
        String[] all = java.util.Arrays.copyOf(headers, headers.length + 1);
        all[headers.length] = "case: " + route;
        return RawHttp.post(gateway.port(), path, body, all);
    }

    /** Whether it came to the route; wherever it came, its body did too. */
    private static boolean matches(String route, String path, String body, String... headers) {
        int before = upstream.requests().size();
        Answer answer = post(route, path, body, headers);
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        SeenRequest seen = upstream.requests().get(before);
        assertThat(seen.text()).isEqualTo(body);
        return seen.uri().equals("/matched" + path);
    }
}
