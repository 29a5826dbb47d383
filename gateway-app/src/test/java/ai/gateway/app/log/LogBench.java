package ai.gateway.app.log;

import ai.gateway.app.GatewayApp;
import ai.gateway.app.standin.StandIn;
import ai.gateway.app.standin.StandInSettings;
import ai.gateway.app.translate.OneDialectEach;
import ai.gateway.testing.Answer;
import ai.gateway.testing.RawHttp;
import ai.gateway.testing.RunningGateway;
import ai.gateway.wire.Json;
import org.awaitility.Awaitility;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/** A gateway that logs, a provider of each dialect, and somebody who looks into the log. */
final class LogBench implements AutoCloseable {

    static final String ADMIN = "ops-token-0123456789abcdef";
    static final String ALICE = "sk-alice-0123456789abcdef";
    static final String BOB = "sk-bob-0123456789abcdefgh";
    static final Duration SOON = Duration.ofSeconds(20);

    final StandIn standIn;
    final RunningGateway gateway;

    /**
     * @param database of JDBC
     * @param more below {@code ai.gateway}, two spaces in
     */
    LogBench(Path folder, String database, String more) {
        standIn = StandIn.start(new StandInSettings(0, Duration.ZERO, Duration.ZERO, 1, 0, true, null));
        gateway = RunningGateway.start(
                GatewayApp.class,
                "ai.gateway:\n  stand-in.enabled: off\n  admin.token: " + ADMIN + "\n"
                        + "  keys-secret: a-secret-for-digests-0123456789\n  keys:\n"
                        + "  - { name: alice, value: " + ALICE + ", owner: acme/search }\n"
                        + "  - { name: bob, value: " + BOB + " }\n"
                        + "  ledger: { enabled: true, url: '" + database + "', directory: '" + folder + "' }\n"
                        + "  model-facts: { '*/m': { input-price: 1, output-price: 10 } }\n"
                        + more
                        + "  providers:\n"
                        + OneDialectEach.yaml(standIn.baseUrl(), OneDialectEach.ALL)
                        + ROUTES);
    }

    private static final String ROUTES = """
            spring.cloud.gateway.server.webflux.routes:
            - { id: plain, uri: "ai://auto", predicates: [ "Path=/plain/**" ], filters: [ StripPrefix=1, AiLog ] }
            - { id: full, uri: "ai://auto", predicates: [ "Path=/full/**" ], filters: [ StripPrefix=1, AiLog=full ] }
            - { id: masked, uri: "ai://auto", predicates: [ "Path=/masked/**" ], filters: [ StripPrefix=1, AiLog=masked ] }
            - { id: behind, uri: "ai://auto", predicates: [ "Path=/behind/**" ], filters: [ StripPrefix=1, AiMask=EMAIL, AiLog=full ] }
            - { id: before, uri: "ai://auto", predicates: [ "Path=/before/**" ], filters: [ StripPrefix=1, AiLog=full, AiMask=EMAIL ] }
            - { id: keyed, uri: "ai://auto", predicates: [ "Path=/keyed/**" ], filters: [ StripPrefix=1, AiLog=full, AiKey, AiCostMeter ] }
            - { id: cached, uri: "ai://auto", predicates: [ "Path=/cached/**" ], filters: [ StripPrefix=1, AiLog=full, { name: AiCache, args: { sharing: everyone } }, AiCostMeter ] }
            - { id: guarded, uri: "ai://auto", predicates: [ "Path=/guarded/**" ], filters: [ StripPrefix=1, AiLog=full, { name: AiGuard, args: { words: [ heron ] } } ] }
            - { id: limited, uri: "ai://auto", predicates: [ "Path=/limited/**" ], filters: [ StripPrefix=1, AiLog, AiKey, { name: AiTokenRateLimiter, args: { requests: 1, period: 1h } } ] }
            - { id: dry, uri: "ai://auto", predicates: [ "Path=/dry/**" ], filters: [ StripPrefix=1, { name: AiLog, args: { bodies: full, dry-run: true } } ] }
            - { id: off, uri: "ai://auto", predicates: [ "Path=/off/**" ], filters: [ StripPrefix=1, { name: AiLog, args: { bodies: full, enabled: false } } ] }
            - { id: never, uri: "ai://auto", predicates: [ "Path=/never/**" ], filters: [ StripPrefix=1, { name: AiLog, args: { bodies: full, sample: 0 } } ] }
            - { id: small, uri: "ai://auto", predicates: [ "Path=/small/**" ], filters: [ StripPrefix=1, { name: AiLog, args: { bodies: full, max-body: 20B } } ] }
            """;

    static String memory(String name) {
        return "jdbc:h2:mem:" + name + ";DB_CLOSE_DELAY=-1";
    }

    static String chat(String text, boolean stream) {
        return "{\"model\":\"only-openai/m\",\"stream\":" + stream + ",\"messages\":[{\"role\":\"system\",\"content\":"
                + "\"Be kind.\"},{\"role\":\"user\",\"content\":\"" + text + "\"}]}";
    }

    Answer ask(String route, String text, boolean stream, String... headers) {
        return RawHttp.post(gateway.port(), "/" + route + "/v1/chat/completions", chat(text, stream), headers);
    }

    static String id(Answer answer) {
        return Objects.requireNonNull(answer.header("x-ai-request-id"), answer.text());
    }

    Answer admin(String method, String path, String body) {
        try (RawHttp client = RawHttp.connect(gateway.port())) {
            return client.send(RawHttp.request(
                            method, "/admin/v1" + path, body.getBytes(UTF_8), "Authorization: Bearer " + ADMIN))
                    .readAnswer();
        }
    }

    /** Waits for what the log has of it. */
    Json logged(String id) {
        Awaitility.await()
                .atMost(SOON)
                .until(() -> admin("GET", "/requests/" + id, "").status() == 200);
        return Json.parse(admin("GET", "/requests/" + id, "").body());
    }

    Json logged(Answer answer) {
        return logged(id(answer));
    }

    List<String> found(String query) {
        Answer answer = admin("GET", "/requests?" + query, "");
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        List<String> ids = new ArrayList<>();
        Json.parse(answer.body())
                .get("requests")
                .items()
                .forEach(each -> ids.add(each.get("id").text()));
        return ids;
    }

    /** As {@code role: text} lines. */
    static List<String> said(Json body) {
        List<String> said = new ArrayList<>();
        body.get("texts")
                .items()
                .forEach(each -> said.add(
                        each.get("role").text() + ": " + each.get("text").text()));
        return said;
    }

    @Override
    public void close() {
        gateway.close();
        standIn.close();
    }
}
