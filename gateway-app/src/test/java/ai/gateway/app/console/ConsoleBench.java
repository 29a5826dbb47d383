package ai.gateway.app.console;

import ai.gateway.app.GatewayApp;
import ai.gateway.testing.Answer;
import ai.gateway.testing.RawHttp;
import ai.gateway.testing.RunningGateway;
import ai.gateway.wire.Json;
import ai.gateway.wire.JsonWriter;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** A gateway with a console, several routes and the stand-in behind it. */
final class ConsoleBench implements AutoCloseable {

    static final String TOKEN = "console-token-0123456789abcdef";
    static final String KEY = "sk-yaml-0123456789abcdef";

    private static final String ADMIN = """
            bench.first: AiLog=full
            ai.gateway:
              admin.token: %s
              keys-secret: a-secret-for-digests-0123456789
              ledger: { enabled: true, url: '%s', directory: '%s' }
            """;

    private static final String GATEWAY = """
            ai.gateway:
              stand-in: { enabled: on, pace: 2ms }
              models: { fast: stand-in/swift, deep: stand-in/sage }
              model-facts: { "stand-in/*": { input-price: 1, output-price: 10, max-output: 1000 } }
              pools:
                chat: { targets: [ stand-in/swift, stand-in/sage ] }
              keys:
              - { name: of-yaml, value: %s, owner: acme/search/app, budget: 5 USD / 30d }
              providers:
                dead: { dialect: openai, base-url: 'http://127.0.0.1:9/v1', api-key: sk-dead-0123456789 }
            spring.cloud.gateway.server.webflux:
              default-filters: [ 'AddResponseHeader=x-canary, hidden-value' ]
              routes:
              - id: guarded
                uri: ai://auto
                predicates: [ 'Path=/team/v1/**', 'Header=x-secret, hidden-predicate' ]
                filters: [ StripPrefix=1, '${bench.first:PreserveHostHeader}', AiKey, 'AiGuard=secrets, injection', AiCache=10m, AiCostMeter ]
              - { id: pooled, uri: 'ai://chat', predicates: [ 'Path=/pooled/v1/**' ], filters: [ StripPrefix=1 ] }
              - { id: open, uri: 'ai://auto', predicates: [ 'Path=/v1/**' ], filters: [ AiCostMeter ] }
              - { id: plain, uri: '${bench.upstream:https://user:hunter2@plain.example/x?key=hunter3}', predicates: [ 'Path=/plain/**' ] }
            """;

    final RunningGateway gateway;

    private ConsoleBench(String yaml) {
        this.gateway = RunningGateway.start(GatewayApp.class, yaml);
    }

    /** Without a token, for this machine alone. */
    static ConsoleBench open(String more) {
        return new ConsoleBench(GATEWAY.formatted(KEY) + "---\n" + more);
    }

    /** @param folder where its journal lies */
    static ConsoleBench withToken(String name, String folder, String more) {
        String url = "jdbc:h2:mem:" + name + ";DB_CLOSE_DELAY=-1";
        return new ConsoleBench(
                GATEWAY.formatted(KEY) + "---\n" + ADMIN.formatted(TOKEN, url, folder) + "---\n" + more);
    }

    /** With a token, over a database that has something in it. */
    static ConsoleBench over(String url, String folder) {
        return new ConsoleBench(GATEWAY.formatted(KEY) + "---\n" + ADMIN.formatted(TOKEN, url, folder));
    }

    int port() {
        return gateway.port();
    }

    Answer send(String method, String path, String body, String... headers) {
        try (RawHttp client = RawHttp.connect(port())) {
            return client.send(RawHttp.request(method, path, body.getBytes(UTF_8), headers))
                    .readAnswer();
        }
    }

    /** As the page asks. */
    Answer api(String method, String path, String body, String... more) {
        List<String> headers = new ArrayList<>(List.of("x-console: 1", "Authorization: Bearer " + TOKEN));
        headers.addAll(List.of(more));
        return send(method, "/console/api/" + path, body, headers.toArray(String[]::new));
    }

    Json get(String path) {
        Answer answer = api("GET", path, "");
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return Json.parse(answer.body());
    }

    /** A question to a model; gives the id of the exchange. */
    Answer chat(String path, String model, String text, boolean stream) {
        return RawHttp.post(
                port(), path, chat(model, text, stream), "Authorization: Bearer " + KEY, "x-secret: hidden-predicate");
    }

    /** Until what was said in it can be read: that is written down a moment after it was answered. */
    void awaitLogged(String id) {
        await().atMost(Duration.ofSeconds(60))
                .until(() -> send("GET", "/admin/v1/requests/" + id, "", "Authorization: Bearer " + TOKEN)
                                .status()
                        == 200);
    }

    static String chat(String model, String text, boolean stream) {
        return "{\"model\":" + JsonWriter.quote(model) + ",\"stream\":" + stream
                + ",\"messages\":[{\"role\":\"user\",\"content\":" + JsonWriter.quote(text) + "}]}";
    }

    static String id(Answer answer) {
        return String.valueOf(answer.header("x-ai-request-id"));
    }

    @Override
    public void close() {
        gateway.close();
    }
}
