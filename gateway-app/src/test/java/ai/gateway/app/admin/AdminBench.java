package ai.gateway.app.admin;

import ai.gateway.app.GatewayApp;
import ai.gateway.testing.Answer;
import ai.gateway.testing.FaultUpstream;
import ai.gateway.testing.RawHttp;
import ai.gateway.testing.RunningGateway;
import ai.gateway.testing.Script;
import ai.gateway.wire.Json;

import java.nio.file.Path;
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

    private static final String WHOLE =
            "{\"id\":\"c1\",\"object\":\"chat.completion\",\"model\":\"m\",\"choices\":[{\"index\":0,"
                    + "\"message\":{\"role\":\"assistant\",\"content\":\"hi\"},\"finish_reason\":\"stop\"}],"
                    + "\"usage\":{\"prompt_tokens\":7,\"completion_tokens\":3,\"total_tokens\":10}}";

    final FaultUpstream upstream = FaultUpstream.start().play("/whole/*", Script.json(200, WHOLE));
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
                  admin: { token: %s, tokens: { ci: %s, unset: '' } }
                  keys-secret: %s
                  ledger: { enabled: true, url: '%s', directory: '%s' }
                  providers:
                    whole: { dialect: openai, base-url: '%s', api-key: gateways-own }
                  model-facts:
                    "whole/*": { input-price: 1, output-price: 10, max-output: 100 }
                  keys:
                  - { name: of-yaml, value: %s, owner: acme, models: [ 'whole/*' ], tokens: [ 1000000 / 1d ] }
                  owners: { acme: { requests: 1000 / 1d }, idle: { budget: 5 USD / month } }
                spring.cloud.gateway.server.webflux.routes:
                - { id: llm, uri: 'ai://auto', predicates: [ 'Path=/v1/**' ], filters: [ AiKey, AiCostMeter ] }
                """.formatted(OPS, CI, SECRET, url, journal, upstream.uri("/whole/v1"), YAML_KEY);
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
