package ai.gateway.app.log;

import ai.gateway.app.GatewayApp;
import ai.gateway.testing.Answer;
import ai.gateway.testing.FaultUpstream;
import ai.gateway.testing.RawHttp;
import ai.gateway.testing.RunningGateway;
import ai.gateway.testing.Script;
import ai.gateway.wire.JsonWriter;
import io.micrometer.core.instrument.MeterRegistry;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Secrets of twenty kinds, of nobody, are sent as keys, in headers, in prompts, and by a provider in its errors. With bodies off none of
 * them is in what the application logs, in any file of the ledger, the log or the audit, in metrics, in spans, or in what the admin API and
 * the console tell; and what a provider says in its errors of the key that it was shown stays with the client that was told.
 */
@Isolated
@ExtendWith(OutputCaptureExtension.class)
class KeptSecretsTest {

    private static final String ADMIN = "ops-token-0123456789abcdef";
    private static final String MARK = "Cana7Ry";

    /** Each has the mark in it that is looked for, and is put together here, so that no scanner takes it for one of somebody's. */
    private static final List<String> SECRETS = List.of(
            "sk-" + "proj-" + MARK + "Zq7Lm2Xw9Rt4Kv8Bn3Hs6Yd1Pf5Gc0Jt2Wa9",
            "sk-" + "ant-api03-" + MARK + "Zq7Lm2Xw9Rt4Kv8Bn3Hs6Yd1Pf5Gc0JtAA",
            "AKIA" + "CANA7RY" + "Z2X9R4K8B",
            "aws_secret_access_key=" + MARK + "Zq7Lm2Xw9Rt4Kv8Bn3Hs6Yd1Pf5Gc0J",
            "AIza" + "Sy" + MARK + "Zq7Lm2Xw9Rt4Kv8Bn3Hs6Yd1P",
            "ghp" + "_" + MARK + "7Lm2Xw9Rt4Kv8Bn3Hs6Yd1Pf5Gc0J",
            "github" + "_pat_" + MARK + "Lm2Xw9Rt4Kv8Bn3Hs6_Yd1Pf5Gc0Jt2Wa9",
            "glpat" + "-" + MARK + "7Lm2Xw9Rt4Kv8",
            "xox" + "b-1234567890-" + MARK + "Zq7Lm2Xw9Rt4Kv8",
            "sk_" + "live_" + MARK + "Zq7Lm2Xw9Rt4Kv8Bn3",
            "SG." + MARK + "Zq7Lm2Xw9Rt4Kv." + MARK + "8Bn3Hs6Yd1Pf5Gc0Jt2Wa9Zq7Lm2Xw9Rt4Kv8",
            "npm" + "_" + MARK + "Zq7Lm2Xw9Rt4Kv8Bn3Hs6Yd1Pf5Gc",
            "pypi-" + "AgEIcHlwaS5vcmc" + MARK + "Zq7Lm2Xw9Rt4Kv8Bn3Hs6",
            "hf" + "_" + MARK + "ZqLmXwRtKvBnHsYdPfGcJtWaQe",
            "eyJhbGciOiJIUzI1NiJ9." + "eyJ" + MARK + "zdWIiOiIxIn0." + MARK + "Zq7Lm2Xw9Rt4Kv8Bn3",
            "postgres://root:" + MARK + "pass9@db.internal/app",
            "-----BEGIN PRIVATE KEY-----" + MARK + "MIIEvQIBADANBgkqhkiG9w0BAQ-----END PRIVATE KEY-----",
            "Basic " + "dXNlcjp" + MARK + "cGFzc3dvcmQ=",
            "https://hooks.slack.com/services/T00000000/B00000000/" + MARK + "7Lm2Xw9Rt4Kv8",
            "password=" + MARK + "-hunter2-correct-horse");

    private static final String WHOLE =
            "{\"id\":\"c1\",\"object\":\"chat.completion\",\"model\":\"m\",\"choices\":[{\"index\":0,"
                    + "\"message\":{\"role\":\"assistant\",\"content\":\"hi\"},\"finish_reason\":\"stop\"}],"
                    + "\"usage\":{\"prompt_tokens\":7,\"completion_tokens\":3,\"total_tokens\":10}}";

    @TempDir
    Path folder;

    private final List<String> ids = new ArrayList<>();

    @Test
    void secretsOfTwentyKinds_areNowhere_withBodiesOff(CapturedOutput output) throws IOException {
        assertThat(SECRETS).hasSize(20).allSatisfy(each -> assertThat(each).containsIgnoringCase(MARK));
        LoggingSystem logging = LoggingSystem.get(getClass().getClassLoader());
        String seen;
        try (FaultUpstream upstream = FaultUpstream.start();
                RunningGateway gateway = RunningGateway.start(GatewayApp.class, yaml(upstream))) {
            upstream.play("/v1/traces", Script.json(200, "{}"));
            logging.setLogLevel("ai.gateway", LogLevel.TRACE);
            logging.setLogLevel("org.springframework.cloud.gateway", LogLevel.DEBUG);
            try {
                SECRETS.forEach(secret -> send(gateway, upstream, secret));
                Awaitility.await().atMost(LogBench.SOON).until(() -> count(gateway) >= ids.size());
            } finally {
                logging.setLogLevel("ai.gateway", LogLevel.OFF);
                logging.setLogLevel("org.springframework.cloud.gateway", LogLevel.OFF);
            }
            seen = admin(gateway, "/requests?limit=1000")
                    + admin(gateway, "/usage/entries?limit=1000")
                    + admin(gateway, "/audit?limit=1000")
                    + console(gateway)
                    + spans(upstream)
                    + meters(gateway)
                    + RawHttp.get(gateway.port(), "/actuator/health").text();
        }
        assertThat(ids).hasSize(20 * 6);
        assertThat(seen).contains("\"invalid_api_key\"", "refuse.invalid_api_key", ids.get(0));
        assertClean("admin API and metrics", seen);
        assertThat(output.getAll()).contains(ids.get(0));
        assertClean("log output", output.getAll());
        try (Stream<Path> files = Files.walk(folder)) {
            List<Path> all = files.filter(Files::isRegularFile).toList();
            assertThat(all)
                    .anyMatch(file -> file.endsWith("ledger.mv.db"))
                    .anyMatch(file -> file.endsWith("log.jsonl"));
            for (Path file : all) {
                assertClean(file.toString(), Files.readString(file, ISO_8859_1));
            }
        }
    }

    private static void assertClean(String where, String text) {
        int at = text.toLowerCase(java.util.Locale.ROOT).indexOf(MARK.toLowerCase(java.util.Locale.ROOT));
        assertThat(at < 0 ? "" : text.substring(Math.max(0, at - 200), Math.min(text.length(), at + 60)))
                .as(where)
                .isEmpty();
    }

    private static String admin(RunningGateway gateway, String path) {
        return RawHttp.get(gateway.port(), "/admin/v1" + path, "Authorization: Bearer " + ADMIN)
                .text();
    }

    private String console(RunningGateway gateway) {
        StringBuilder all = new StringBuilder();
        for (String path : List.of("overview", "exchanges?limit=1000", "routes", "providers", "pools", "guards")) {
            all.append(looked(gateway, path));
        }
        ids.forEach(id -> all.append(looked(gateway, "exchanges/" + id)));
        assertThat(all.toString()).contains(ids.get(0), "\"keyed\"");
        return all.toString();
    }

    private static String looked(RunningGateway gateway, String path) {
        Answer answer =
                RawHttp.get(gateway.port(), "/console/api/" + path, "Authorization: Bearer " + ADMIN, "x-console: 1");
        assertThat(answer.status()).as(path).isEqualTo(200);
        return answer.text();
    }

    /** What the collector got, and that it got some of each. */
    private String spans(FaultUpstream collector) {
        StringBuilder all = new StringBuilder();
        Awaitility.await().atMost(LogBench.SOON).until(() -> {
            all.setLength(0);
            collector.requests().stream()
                    .filter(request -> request.uri().endsWith("/v1/traces"))
                    .forEach(request -> all.append(new String(request.body(), ISO_8859_1)));
            return ids.stream().allMatch(id -> all.indexOf(id) >= 0);
        });
        return all.toString();
    }

    private static String meters(RunningGateway gateway) {
        StringBuilder all = new StringBuilder();
        for (MeterRegistry registry : gateway.beans(MeterRegistry.class)) {
            registry.getMeters().forEach(each -> all.append(each.getId()).append('\n'));
        }
        assertThat(all.toString()).contains("ai.gateway.log.waiting", "ai.gateway.audit.dropped");
        return all.toString();
    }

    private static long count(RunningGateway gateway) {
        String all = admin(gateway, "/requests?limit=1000");
        return all.split("\"at\":", -1).length - 1;
    }

    /** As a key, in headers, in prompts and models, and back from a provider. */
    private void send(RunningGateway gateway, FaultUpstream upstream, String secret) {
        String plain = secret.replace(' ', '-');
        String quoted = JsonWriter.quote(secret);
        upstream.play(
                "/bad/*",
                Script.json(
                        ids.size() % 2 == 0 ? 401 : 400,
                        "{\"error\":{\"message\":" + JsonWriter.quote("wrong key: " + secret)
                                + ",\"type\":\"auth\",\"code\":" + quoted + "}}"));
        upstream.play("/good/*", Script.json(200, WHOLE));
        note(ask(gateway, "/keyed", "good/m", "hello", "Authorization: Bearer " + plain), plain);
        note(
                ask(
                        gateway,
                        "/open",
                        "good/m",
                        "hello",
                        "x-api-key: " + plain,
                        "x-custom: " + plain,
                        "Cookie: s=" + plain),
                plain);
        note(ask(gateway, "/open", "good/m", "the key is " + secret), plain);
        note(ask(gateway, "/open", "good/m", "hello", "x-ai-property-" + "odd: \"" + plain + "\""), plain);
        Answer broken =
                RawHttp.post(gateway.port(), "/open/v1/chat/completions", "{\"model\":" + quoted + ",\"messages\":[");
        assertThat(broken.status()).isEqualTo(400);
        assertThat(broken.text()).doesNotContain("Exception", "java.");
        note(broken, plain);
        ids.add(LogBench.id(ask(gateway, "/open", "bad/m", "hello")));
    }

    private static Answer ask(RunningGateway gateway, String route, String model, String text, String... headers) {
        String body = "{\"model\":\"" + model + "\",\"messages\":[{\"role\":\"user\",\"content\":"
                + JsonWriter.quote(text) + "}]}";
        List<String> all = new ArrayList<>(List.of("Content-Type: application/json"));
        all.addAll(List.of(headers));
        try (RawHttp client = RawHttp.connect(gateway.port())) {
            return client.send(RawHttp.request(
                            "POST", route + "/v1/chat/completions", body.getBytes(UTF_8), all.toArray(String[]::new)))
                    .readAnswer();
        }
    }

    /** Nobody is told what it has sent. */
    private void note(Answer answer, String secret) {
        ids.add(LogBench.id(answer));
        assertThat(answer.text()).doesNotContain(secret);
        assertThat(answer.head().headers()).noneMatch(line -> line.contains(secret));
    }

    private String yaml(FaultUpstream upstream) {
        return """
                ai.gateway:
                  stand-in.enabled: off
                  admin.token: %1$s
                  keys-secret: a-secret-for-digests-0123456789
                  keys: [ { name: alice, value: sk-alice-0123456789abcdef } ]
                  ledger: { enabled: true, directory: '%2$s/ledger' }
                  log.file.path: '%2$s/log.jsonl'
                  audit: { decisions: true, directory: '%2$s/audit' }
                  providers:
                    good: { dialect: openai, base-url: '%3$s/good/v1', api-key: gateways-own }
                    bad: { dialect: openai, base-url: '%3$s/bad/v1', api-key: gateways-own }
                management:
                  endpoints.web.exposure.include: health, metrics
                  tracing.sampling.probability: 1
                  opentelemetry.tracing.export:
                    otlp: { endpoint: '%3$s/v1/traces', compression: none }
                    schedule-delay: 50ms
                spring.cloud.gateway.server.webflux.routes:
                - { id: keyed, uri: 'ai://auto', predicates: [ 'Path=/keyed/**' ], filters: [ StripPrefix=1, AiLog, AiKey, AiCostMeter ] }
                - { id: open, uri: 'ai://auto', predicates: [ 'Path=/open/**' ], filters: [ StripPrefix=1, AiLog, AiCostMeter ] }
                """.formatted(ADMIN, folder, upstream.uri(""));
    }
}
