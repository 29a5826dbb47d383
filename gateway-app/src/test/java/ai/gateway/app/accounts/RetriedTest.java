package ai.gateway.app.accounts;

import ai.gateway.ledger.Entry;
import ai.gateway.quota.Level;
import ai.gateway.quota.Window;
import ai.gateway.testing.Answer;
import ai.gateway.testing.FaultUpstream;
import ai.gateway.testing.RawHttp;
import ai.gateway.testing.RunningGateway;
import ai.gateway.testing.Script;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

/** The gateway's own {@code Retry} around a budget and within it: what is held is held once, and given back. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RetriedTest {

    private static final String ANSWER = "{\"model\":\"m\",\"choices\":[{\"index\":0,\"finish_reason\":\"stop\","
            + "\"message\":{\"role\":\"assistant\",\"content\":\"hi\"}}],"
            + "\"usage\":{\"prompt_tokens\":10,\"completion_tokens\":5,\"total_tokens\":15}}";

    private FaultUpstream upstream;
    private RunningGateway gateway;

    @BeforeAll
    void start() {
        upstream = FaultUpstream.start();
        for (String path : List.of("/around/*", "/within/*")) {
            upstream.play(path, Script.json(503, "{\"error\":{\"message\":\"busy\"}}"), Script.json(200, ANSWER));
        }
        String retry =
                "{ name: Retry, args: { retries: 1, methods: POST, statuses: SERVICE_UNAVAILABLE, exceptions: [] } }";
        String budget = "{ name: AiBudget, args: { amount: 1, by: route } }";
        String yaml = """
                ai.gateway:
                  stand-in.enabled: off
                  providers:
                    around: { dialect: openai, base-url: "%1$s/around/v1", api-key: theirs }
                    within: { dialect: openai, base-url: "%1$s/within/v1", api-key: theirs }
                  model-facts:
                    "*/m": { input-price: 1, output-price: 10, max-output: 100 }
                spring.cloud.gateway.server.webflux.routes:
                - { id: around, uri: "ai://around", predicates: [ "Header=x-route, around" ], filters: [ %2$s, %3$s ] }
                - { id: within, uri: "ai://within", predicates: [ "Header=x-route, within" ], filters: [ %3$s, %2$s ] }
                """.formatted(upstream.uri(""), retry, budget);
        gateway = RunningGateway.start(AccountingGateway.class, yaml);
    }

    @AfterAll
    void stop() {
        gateway.close();
        upstream.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"around", "within"})
    void retry_secondAnswerIsGood_costsOnceAndHoldsNothing(String route) {
        String body = "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}";
        Answer answer = RawHttp.post(gateway.port(), "/v1/chat/completions", body, "x-route: " + route);
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        Books books = gateway.bean(Books.class);
        books.await(
                entry -> entry.what().route().equals(route) && entry.cost().nanoUsd() > 0, "the good answer's entry");
        long cost = books.all().stream()
                .filter(entry -> entry.what().route().equals(route))
                .map(Entry::cost)
                .mapToLong(Entry.Cost::nanoUsd)
                .sum();
        assertThat(cost).isEqualTo(10 * 1000 + 5 * 10_000);
        Level level = AccountingGateway.level(
                gateway, route + "/route:" + route + " NANO_USD lifetime", new Window.Lifetime());
        assertThat(level.held()).isZero();
        assertThat(level.used()).isEqualTo(cost);
    }
}
