package ai.gateway.app.observe;

import ai.gateway.app.GatewayApp;
import ai.gateway.testing.Answer;
import ai.gateway.testing.BlockingCheck;
import ai.gateway.testing.FaultUpstream;
import ai.gateway.testing.RawHttp;
import ai.gateway.testing.RealRedis;
import ai.gateway.testing.RunningGateway;
import ai.gateway.testing.Script;
import io.micrometer.core.instrument.MeterRegistry;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import java.time.Duration;

import static org.assertj.core.api.Assertions.assertThat;

/** Of gateways that count together, each shows what all of them have used. */
@ExtendWith(BlockingCheck.class)
class SharedLimitMetricsTest {

    private static final String ANSWER = "{\"id\":\"c\",\"object\":\"chat.completion\",\"created\":1,\"model\":\"m\","
            + "\"choices\":[{\"index\":0,\"message\":{\"role\":\"assistant\",\"content\":\"hi\"},\"finish_reason\":\"stop\"}],"
            + "\"usage\":{\"prompt_tokens\":100,\"completion_tokens\":200,\"total_tokens\":300}}";

    @Test
    void callAtOneGateway_isShownByTheOther_whenItIsReadAgain() {
        try (FaultUpstream provider = FaultUpstream.start().playEverywhere(Script.json(200, ANSWER));
                RealRedis redis = RealRedis.start();
                RunningGateway one = gateway(provider, redis);
                RunningGateway other = gateway(provider, redis)) {
            ask(other);
            assertShows(other, 300);

            ask(one);
            ask(one);

            assertShows(other, 900);
            assertShows(one, 900);
        }
    }

    private static RunningGateway gateway(FaultUpstream provider, RealRedis redis) {
        return RunningGateway.start(GatewayApp.class, """
                spring.data.redis: { host: 127.0.0.1, port: %d }
                ai.gateway:
                  stand-in.enabled: off
                  providers: { p: { dialect: openai, base-url: "%s/v1" } }
                spring.cloud.gateway.server.webflux.routes:
                - id: llm
                  uri: ai://p
                  predicates: [ "Path=/**" ]
                  filters: [ { name: AiTokenRateLimiter, args: { tokens: 100000, period: lifetime, by: route } } ]
                """.formatted(redis.port(), provider.uri("")));
    }

    private static void ask(RunningGateway gateway) {
        Answer answer = RawHttp.post(
                gateway.port(),
                "/v1/chat/completions",
                "{\"model\":\"m\",\"max_tokens\":200,\"messages\":[{\"role\":\"user\",\"content\":\"hello\"}]}");
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    }

    /** Redis answers behind a reading, and each reading is a second apart. */
    private static void assertShows(RunningGateway gateway, double tokens) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(gateway.bean(MeterRegistry.class)
                                .get("ai.gateway.limit.used")
                                .tag("whose", "llm/route:llm")
                                .gauge()
                                .value())
                        .isEqualTo(tokens));
    }
}
