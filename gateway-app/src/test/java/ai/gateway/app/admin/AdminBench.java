package ai.gateway.app.admin;

import ai.gateway.app.GatewayApp;
import ai.gateway.testing.Answer;
import ai.gateway.testing.FaultUpstream;
import ai.gateway.testing.RawHttp;
import ai.gateway.testing.RunningGateway;
import ai.gateway.testing.Script;
import ai.gateway.wire.Json;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/** Gateways on one database, and a provider: 7 tokens in, 3 out, for 37 millionths of a dollar. */
final class AdminBench implements AutoCloseable {

    static final String OPS = "ops-token-0123456789abcdef";
    static final String CI = "ci-token-0123456789abcdefg";
    static final String SECRET = "a-secret-for-digests-0123456789";
    static final String BASE = "/admin/v1";
    static final String YAML_KEY = "sk-yaml-0123456789abcdef";

    private static final String TWICE = "{ name: AiTokenRateLimiter, args: { requests: 2, period: 1h } }";

    private static final String WHOLE =
            "{\"id\":\"c1\",\"object\":\"chat.completion\",\"model\":\"m\",\"choices\":[{\"index\":0,"
                    + "\"message\":{\"role\":\"assistant\",\"content\":\"hi\"},\"finish_reason\":\"stop\"}],"
                    + "\"usage\":{\"prompt_tokens\":7,\"completion_tokens\":3,\"total_tokens\":10}}";

    private static final Script STREAM = Script.sse(
            "{\"id\":\"c2\",\"object\":\"chat.completion.chunk\",\"model\":\"m\",\"choices\":[{\"index\":0,"
                    + "\"delta\":{\"role\":\"assistant\",\"content\":\"hi\"},\"finish_reason\":null}]}",
            "{\"id\":\"c2\",\"object\":\"chat.completion.chunk\",\"model\":\"m\",\"choices\":[{\"index\":0,"
                    + "\"delta\":{},\"finish_reason\":\"stop\"}]}",
            "{\"id\":\"c2\",\"object\":\"chat.completion.chunk\",\"model\":\"m\",\"choices\":[],"
                    + "\"usage\":{\"prompt_tokens\":7,\"completion_tokens\":3,\"total_tokens\":10}}",
            "[DONE]");

    final FaultUpstream upstream = FaultUpstream.start()
            .play("/whole/*", Script.json(200, WHOLE))
            .play("/drip/*", STREAM)
            .play("/slow/*", Script.silence().pause(Duration.ofSeconds(1)).and(Script.json(200, WHOLE)));
    final List<RunningGateway> gateways = new ArrayList<>();

    /** @param folder where journals lie */
    AdminBench(Path folder, String url, int nodes) {
        for (int node = 0; node < nodes; node++) {
            gateways.add(RunningGateway.start(GatewayApp.class, yaml(folder.resolve("node-" + node), url)));
        }
    }

    static String memory(String name) {
        return "jdbc:h2:mem:" + name + ";DB_CLOSE_DELAY=-1";
    }

    private String yaml(Path journal, String url) {
        return """
                ai.gateway:
                  stand-in.enabled: off
                  admin: { token: %1$s, tokens: { ci: %2$s, unset: '' } }
                  keys-secret: %3$s
                  ledger: { enabled: true, url: '%4$s', directory: '%5$s' }
                  providers:
                    whole: { dialect: openai, base-url: '%6$s/whole/v1', api-key: gateways-own }
                    drip: { dialect: openai, base-url: '%6$s/drip/v1', api-key: gateways-own }
                    slow: { dialect: openai, base-url: '%6$s/slow/v1', api-key: gateways-own }
                  model-facts:
                    "*/m": { input-price: 1, output-price: 10, max-output: 100 }
                  keys:
                  - { name: of-yaml, value: %7$s, owner: acme, models: [ 'whole/*' ], tokens: [ 1000000 / 1d ] }
                  owners: { acme: { requests: 1000 / 1d }, idle: { budget: 5 USD / month } }
                spring.cloud.gateway.server.webflux.routes:
                - id: cached
                  uri: 'ai://auto'
                  predicates: [ 'Path=/v1/**', 'Header=x-route, cached' ]
                  filters: [ AiKey, %8$s, { name: AiCache, args: { tags: docs } }, AiCostMeter ]
                - id: charged
                  uri: 'ai://auto'
                  predicates: [ 'Path=/v1/**', 'Header=x-route, charged' ]
                  filters: [ AiKey, %8$s, { name: AiCache, args: { charge: true } }, AiCostMeter ]
                - id: zero
                  uri: 'ai://auto'
                  predicates: [ 'Path=/v1/**', 'Header=x-route, zero' ]
                  filters: [ AiKey, %8$s, { name: AiCache, args: { usage: zero } }, AiCostMeter ]
                - id: charged-zero
                  uri: 'ai://auto'
                  predicates: [ 'Path=/v1/**', 'Header=x-route, charged-zero' ]
                  filters: [ AiKey, %8$s, { name: AiCache, args: { charge: true, usage: zero } }, AiCostMeter ]
                - id: guarded
                  uri: 'ai://auto'
                  predicates: [ 'Path=/v1/**', 'Header=x-route, guarded' ]
                  filters:
                  - AiKey
                  - 'AiGuard=secrets, injection'
                  - AiMask=EMAIL
                  - { name: AiGuard, args: { guards: links, reads: answer, hosts: [ docs.example.com ], action: flag } }
                  - { name: AiGuard, args: { words: [ heron ], enabled: false } }
                - { id: llm, uri: 'ai://auto', predicates: [ 'Path=/v1/**' ], filters: [ AiKey, AiCostMeter ] }
                """.formatted(OPS, CI, SECRET, url, journal, upstream.uri(""), YAML_KEY, TWICE);
    }

    int port(int node) {
        return gateways.get(node).port();
    }

    Answer send(int node, String method, String path, String body, String... headers) {
        try (RawHttp client = RawHttp.connect(port(node))) {
            return client.send(RawHttp.request(method, BASE + path, body.getBytes(UTF_8), headers))
                    .readAnswer();
        }
    }

    /** With the right token. */
    Answer ask(String method, String path, String body) {
        return send(0, method, path, body, "Authorization: Bearer " + OPS);
    }

    Json done(int status, String method, String path, String body) {
        Answer answer = ask(method, path, body);
        assertThat(answer.status()).as(answer.text()).isEqualTo(status);
        return json(answer);
    }

    Json problem(int status, String method, String path, String body) {
        Answer answer = ask(method, path, body);
        return problem(status, answer);
    }

    static Json problem(int status, Answer answer) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(status);
        assertThat(answer.header("content-type")).isEqualTo("application/problem+json");
        Json problem = json(answer);
        assertThat(problem.get("status").number(0)).isEqualTo(status);
        assertThat(problem.get("type").text())
                .isEqualTo("urn:ai-gateway:problem:" + problem.get("code").text());
        assertThat(problem.get("title").text()).isNotEmpty();
        assertThat(problem.get("detail").text()).contains(" ");
        return problem;
    }

    static Json json(Answer answer) {
        return answer.body().length == 0 ? Json.MISSING : Json.parse(answer.body());
    }

    Answer chat(int node, String secret) {
        return RawHttp.post(
                port(node),
                "/v1/chat/completions",
                "{\"model\":\"whole/m\",\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}",
                "Authorization: Bearer " + secret);
    }

    @Override
    public void close() {
        gateways.forEach(RunningGateway::close);
        upstream.close();
    }
}
