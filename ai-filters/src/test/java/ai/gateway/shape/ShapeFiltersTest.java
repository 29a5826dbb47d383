package ai.gateway.shape;

import ai.gateway.testing.Answer;
import ai.gateway.testing.FaultUpstream;
import ai.gateway.testing.RawHttp;
import ai.gateway.testing.RunningGateway;
import ai.gateway.testing.Script;
import ai.gateway.testing.SeenRequest;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;

import java.util.LinkedHashMap;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

/** AiModelMap, AiDefaults, AiOverrides, AiTranslate and AiTimeouts on a running gateway, in each client's dialect. */
class ShapeFiltersTest {

    private static final String CHAT = "/v1/chat/completions";
    private static final Map<String, String> ROUTES = new LinkedHashMap<>();

    static {
        ROUTES.put("map", "[ 'AiModelMap=gpt-4*=new, gpt-*=other, a?c=vendor/b' ]");
        ROUTES.put("map-list", "[ { name: AiModelMap, args: { models: [ 'x=y', '*=z' ] } } ]");
        ROUTES.put("map-dry", "[ { name: AiModelMap, args: { models: '*=z', dry-run: true } } ]");
        ROUTES.put("map-off", "[ { name: AiModelMap, args: { models: '*=z', enabled: false } } ]");
        ROUTES.put("map-reject", "[ { name: AiModelMap, args: { models: '*=z', on-other: reject } } ]");
        ROUTES.put("map-twice", "[ 'AiModelMap=a=b', 'AiModelMap=b=c' ]");
        ROUTES.put("defaults", "[ 'AiDefaults=temperature=0.2, max_tokens=800, user=u-1, store=false' ]");
        ROUTES.put("overrides", "[ 'AiOverrides=temperature=0, seed=7' ]");
        ROUTES.put(
                "object",
                "[ { name: AiOverrides, args: { set: '{\"stop\":[\"x\",\"y\"],\"meta\":{\"a\":1,\"b\":\"c, d\"}}' } } ]");
        ROUTES.put("translate-same", "[ AiTranslate=openai ]");
        ROUTES.put("translate", "[ AiTranslate=anthropic ]");
        ROUTES.put("timeouts", "[ 'AiTimeouts=200ms, 1s, 3s' ]");
        ROUTES.put("timeouts-dry", "[ { name: AiTimeouts, args: { first-event: 1ms, dry-run: true } } ]");
    }

    private static FaultUpstream upstream;
    private static RunningGateway gateway;

    @EnableAutoConfiguration
    static class App {}

    @BeforeAll
    static void start() {
        upstream = FaultUpstream.start();
        upstream.playEverywhere(Script.json(200, "{}"));
        upstream.play("/silent/v1/*", Script.silence().hang());
        upstream.play(
                "/late/v1/*",
                Script.silence()
                        .pause(50)
                        .bytes("HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 2\r\n\r\n{}"));
        StringBuilder yaml = new StringBuilder("spring.cloud.gateway.server.webflux.routes:\n");
        ROUTES.forEach((name, filters) -> yaml.append("""
                - id: %1$s
                  uri: http://127.0.0.1:%3$d
                  predicates: [ "Header=case, %1$s" ]
                  filters: %2$s
                """.formatted(name, filters, upstream.port())));
        gateway = RunningGateway.start(App.class, yaml.toString());
    }

    @AfterAll
    static void stop() {
        gateway.close();
        upstream.close();
    }

    @ParameterizedTest
    @CsvSource({"gpt-4o, new", "gpt-5, other", "abc, vendor/b", "abbc, abbc", "claude, claude"})
    void aiModelMap_firstPatternThatMatches_everyOtherByteStays(String asked, String sent) {
        String body = "{ \"messages\":[ ],\t\"model\" : \"%s\" ,\"x\":1.50e1, \"y\":\"\\u0041\"}\n";

        assertThat(sent("map", CHAT, body.formatted(asked)).text()).isEqualTo(body.formatted(sent));
    }

    @ParameterizedTest
    @CsvSource({
        "/v1/chat/completions, '{\"model\":\"gpt-4\",\"messages\":[]}'",
        "/v1/responses, '{\"model\":\"gpt-4\",\"input\":\"x\"}'",
        "/v1/messages, '{\"model\":\"gpt-4\",\"max_tokens\":1,\"messages\":[]}'",
        "/v1/embeddings, '{\"model\":\"gpt-4\",\"input\":\"x\"}'",
        "/v2/chat, '{\"model\":\"gpt-4\",\"messages\":[]}'",
        "/api/chat, '{\"model\":\"gpt-4\",\"messages\":[]}'",
    })
    void aiModelMap_modelInTheBody_ofEachDialect(String path, String body) {
        assertThat(sent("map", path, body).text()).isEqualTo(body.replace("gpt-4", "new"));
    }

    @Test
    void aiModelMap_moreThanOneFilter_oneAfterTheOther() {
        assertThat(sent("map-twice", CHAT, model("a")).text()).isEqualTo(model("c"));
        assertThat(sent("map-list", CHAT, model("x")).text()).isEqualTo(model("y"));
        assertThat(sent("map-list", CHAT, model("q")).text()).isEqualTo(model("z"));
    }

    @Test
    void aiModelMap_switches() {
        assertThat(sent("map-dry", CHAT, model("a")).text()).isEqualTo(model("a"));
        assertThat(sent("map-off", CHAT, model("a")).text()).isEqualTo(model("a"));
        assertThat(sent("map", "/orders", model("gpt-4")).text()).isEqualTo(model("gpt-4"));
        assertThat(post("map-reject", "/orders", model("a")).status()).isEqualTo(400);
    }

    @Test
    void aiModelMap_modelInAForm_isReplacedThere() {
        String form =
                "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a\"\r\n\r\n name=\"model\"\r\n\r\nx\r\n"
                        + "--b\r\nContent-Disposition: form-data; name=\"model\"\r\n\r\ngpt-4\r\n--b--\r\n";
        SeenRequest seen =
                sent("map", "/v1/audio/transcriptions", form, "content-type: multipart/form-data; boundary=b");

        assertThat(seen.text()).isEqualTo(form.replace("gpt-4", "new"));
        assertThat(seen.header("content-length")).isEqualTo(Integer.toString(seen.body().length));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/v1/chat/completions | {\"model\":\"m\",\"messages\":[]} "
                        + "| {\"model\":\"m\",\"messages\":[],\"max_tokens\":800,\"store\":false,\"temperature\":0.2,\"user\":\"u-1\"}",
                "/v1/chat/completions | {\"model\":\"m\",\"temperature\":1,\"messages\":[],\"user\":null} "
                        + "| {\"model\":\"m\",\"temperature\":1,\"messages\":[],\"user\":\"u-1\",\"max_tokens\":800,\"store\":false}",
                "/v1beta/models/m:generateContent | {\"contents\":[],\"generationConfig\":{\"topP\":1}} "
                        + "| {\"contents\":[],\"generationConfig\":{\"topP\":1,\"maxOutputTokens\":800,\"temperature\":0.2},"
                        + "\"store\":false,\"user\":\"u-1\"}",
                "/model/m/converse | {\"messages\":[]} "
                        + "| {\"messages\":[],\"inferenceConfig\":{\"maxTokens\":800,\"temperature\":0.2},\"store\":false,\"user\":\"u-1\"}",
            })
    void aiDefaults_whatIsMissing_whereTheDialectHasIt(String path, String body, String expected) {
        assertThat(sent("defaults", path, body).text()).isEqualTo(expected);
    }

    @Test
    void aiOverrides_whateverTheClientSays_andNothingWhereItSaysTheSame() {
        assertThat(sent("overrides", CHAT, "{\"model\":\"m\", \"temperature\": 1.5 ,\"messages\":[]}")
                        .text())
                .isEqualTo("{\"model\":\"m\", \"temperature\": 0 ,\"messages\":[],\"seed\":7}");
        String same = "{ \"seed\":7, \"model\":\"m\",\"temperature\":0,\"messages\":[] }";
        assertThat(sent("overrides", CHAT, same).text()).isEqualTo(same);
        assertThat(sent("overrides", "/v1beta/models/m:generateContent", "{\"contents\":[]}")
                        .text())
                .isEqualTo("{\"contents\":[],\"generationConfig\":{\"seed\":7,\"temperature\":0}}");
    }

    @Test
    void aiOverrides_jsonObject_keepsItsTypes() {
        assertThat(sent("object", "/v1/messages", "{\"model\":\"m\",\"max_tokens\":1,\"messages\":[]}")
                        .text())
                .isEqualTo("{\"model\":\"m\",\"max_tokens\":1,\"messages\":[],"
                        + "\"meta\":{\"a\":1,\"b\":\"c, d\"},\"stop_sequences\":[\"x\",\"y\"]}");
    }

    @Test
    void aiTranslate_sameDialect_passesAndOtherDialect_isWrittenAnew() {
        assertThat(sent("translate-same", CHAT, model("m")).text()).isEqualTo(model("m"));

        int before = upstream.requests().size();
        post("translate", CHAT, "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"u\"}]}");
        SeenRequest asked = upstream.requests().get(before);
        assertThat(asked.uri()).endsWith("/v1/messages");
        assertThat(asked.text()).contains("\"max_tokens\":").contains("\"u\"");
    }

    @Test
    void aiTimeouts_silentProvider_isATimeoutOfTheRoute() {
        Answer late = post("timeouts", "/silent/v1/chat/completions", model("m"));

        assertThat(late.status()).isEqualTo(504);
        assertThat(late.text()).contains("200 ms (first-event time-out)");
        assertThat(post("timeouts-dry", "/late/v1/chat/completions", model("m")).status())
                .isEqualTo(200);
    }

    private static String model(String name) {
        return "{\"model\":\"" + name + "\",\"messages\":[]}";
    }

    private static Answer post(String route, String path, String body, String... headers) {
        try (RawHttp client = RawHttp.connect(gateway.port())) {
            String type = headers.length > 0 ? headers[0] : "content-type: application/json";
            byte[] bytes = body.getBytes(java.nio.charset.StandardCharsets.UTF_8);
            return client.send(RawHttp.request("POST", path, bytes, "case: " + route, type))
                    .readAnswer();
        }
    }

    private static SeenRequest sent(String route, String path, String body, String... headers) {
        int before = upstream.requests().size();
        Answer answer = post(route, path, body, headers);
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        SeenRequest seen = upstream.requests().get(before);
        assertThat(seen.uri()).isEqualTo(path);
        return seen;
    }
}
