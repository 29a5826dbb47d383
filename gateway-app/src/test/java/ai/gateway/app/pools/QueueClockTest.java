package ai.gateway.app.pools;

import ai.gateway.app.GatewayApp;
import ai.gateway.testing.Answer;
import ai.gateway.testing.BlockingCheck;
import ai.gateway.testing.FaultUpstream;
import ai.gateway.testing.LeakCheck;
import ai.gateway.testing.RawHttp;
import ai.gateway.testing.RunningGateway;
import ai.gateway.testing.Script;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import static ai.gateway.app.pools.PoolBench.SOON;
import static ai.gateway.app.pools.PoolBench.request;
import static ai.gateway.app.pools.PoolBench.says;
import static org.assertj.core.api.Assertions.assertThat;

/** Who waits in a queue has patience, but not more time than its total clock. */
@ExtendWith({LeakCheck.class, BlockingCheck.class})
class QueueClockTest {

    private static final String CHAT = "/v1/chat/completions";

    private final FaultUpstream upstream = FaultUpstream.start();

    @AfterEach
    void stop() {
        upstream.close();
    }

    /** @param limited what makes the second request wait */
    private RunningGateway gateway(String limited) {
        upstream.play("*", Script.silence().hang().and(says("one")), says("two"));
        return RunningGateway.start(GatewayApp.class, """
                ai.gateway:
                  stand-in.enabled: off
                  providers: { a: { dialect: openai, base-url: "%s", api-key: k } }
                  %s
                spring.cloud.gateway.server.webflux.routes:
                - { id: hurried, uri: "ai://auto", predicates: [ "Path=/v1/**", "Header=x-hurried" ],
                    filters: [ { name: AiTimeouts, args: { total: 300ms } } ] }
                - { id: usual, uri: "ai://auto", predicates: [ "Path=/v1/**" ] }
                """.formatted(upstream.uri("/v1"), limited));
    }

    private static Answer ask(RunningGateway gateway, String path, String... headers) {
        return RawHttp.post(
                gateway.port(), path, request("p", "hi").replace("{\"model", "{\"max_tokens\":9,\"model"), headers);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "pools: { p: { targets: [ { model: a/m, max-concurrent: 1 } ], queue: { size: 5, patience: 20s } } }",
                "pools: { p: { targets: a/m } }\n  overload: { max-concurrent: 1, queue: 5, patience: 20s }"
            })
    void wait_longerThanTheTotalClock_isItsTimeout(String limited) throws Exception {
        try (RunningGateway gateway = gateway(limited)) {
            CompletableFuture<Answer> first =
                    CompletableFuture.supplyAsync(() -> ask(gateway, CHAT), task -> new Thread(task).start());
            upstream.awaitRequests(1, SOON);

            assertTimeout(gateway, CHAT, "\"code\":\"upstream_timeout\"");
            assertTimeout(gateway, "/v1/messages", "{\"type\":\"error\"");

            upstream.release();
            assertThat(first.get(5, TimeUnit.SECONDS).text()).contains("one");
            assertThat(ask(gateway, CHAT, "x-hurried: 1").text()).contains("two");
            assertThat(upstream.requests()).hasSize(2);
        }
    }

    private static void assertTimeout(RunningGateway gateway, String path, String inItsDialect) {
        long since = System.nanoTime();
        Answer late = ask(gateway, path, "x-hurried: 1");
        assertThat(late.status()).as(late.text()).isEqualTo(504);
        assertThat(late.text())
                .contains("gateway: no place was free within 300 ms (total time-out)")
                .contains(inItsDialect);
        assertThat(Duration.ofNanos(System.nanoTime() - since))
                .isBetween(Duration.ofMillis(300), Duration.ofSeconds(4));
    }
}
