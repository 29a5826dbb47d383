package ai.gateway.app.pools;

import ai.gateway.app.GatewayApp;
import ai.gateway.app.standin.StandIn;
import ai.gateway.app.standin.StandInSettings;
import ai.gateway.health.SharedHealth;
import ai.gateway.testing.Answer;
import ai.gateway.testing.BlockingCheck;
import ai.gateway.testing.FaultUpstream;
import ai.gateway.testing.LeakCheck;
import ai.gateway.testing.RawHttp;
import ai.gateway.testing.RealRedis;
import ai.gateway.testing.RunningGateway;
import ai.gateway.testing.Script;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.data.redis.connection.ReactiveRedisConnectionFactory;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import static org.assertj.core.api.Assertions.assertThat;

/** Two ready gateways at one Redis, and such that have none. */
@ExtendWith({LeakCheck.class, BlockingCheck.class})
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SharedHealthTest {

    private StandIn good;
    private FaultUpstream bad;

    @BeforeAll
    void start() {
        good = StandIn.start(new StandInSettings(0, Duration.ZERO, Duration.ZERO, 1, 0, true, null));
        bad = FaultUpstream.start();
        bad.play("/*", Script.json(429, "{\"error\":{\"message\":\"slow down\",\"type\":\"rate_limit_error\"}}"));
    }

    @AfterAll
    void stop() {
        bad.close();
        good.close();
    }

    @Test
    void targetCoolsDownAtOne_theOtherDoesNotAskIt() throws InterruptedException {
        try (RealRedis redis = RealRedis.start();
                RunningGateway one = gateway("spring.data.redis.port: " + redis.port());
                RunningGateway other = gateway("spring.data.redis.url: redis://127.0.0.1:" + redis.port())) {
            CountDownLatch told = new CountDownLatch(1);
            other.bean(SharedHealth.class).onTold(finding -> told.countDown());

            int before = bad.requests().size();
            assertThat(ask(one).status()).isEqualTo(200);
            assertThat(bad.requests()).hasSize(before + 1);
            assertThat(told.await(5, TimeUnit.SECONDS)).isTrue();
            Answer answer = ask(other);

            assertThat(answer.status()).as(answer.text()).isEqualTo(200);
            assertThat(answer.header("x-ai-provider")).isEqualTo("good");
            assertThat(bad.requests()).hasSize(before + 1);
        }
    }

    @Test
    void redisIsConfiguredAndDead_gatewayAnswersAndIsUp() {
        try (RunningGateway gateway = gateway("spring.data.redis.port: " + RealRedis.unusedPort())) {
            assertThat(ask(gateway).status()).isEqualTo(200);
            assertThat(RawHttp.get(gateway.port(), "/actuator/health").status()).isEqualTo(200);
        }
    }

    @Test
    void noRedisIsConfigured_nothingOfItIsThere() {
        try (RunningGateway gateway = gateway("spring.data.redis: { host: \"\", timeout: 1s }")) {
            assertThat(ask(gateway).status()).isEqualTo(200);
            assertThat(gateway.beans(ReactiveRedisConnectionFactory.class)).isEmpty();
            assertThat(gateway.beans(SharedHealth.class)).isEmpty();
        }
    }

    private RunningGateway gateway(String redis) {
        return RunningGateway.start(GatewayApp.class, redis + """

                ai.gateway:
                  stand-in.enabled: off
                  providers:
                    good: { dialect: openai, base-url: "%s/v1" }
                    limited: { dialect: openai, base-url: "%s" }
                  pools:
                    chat: { strategy: ordered, targets: [ limited/m, good/m ] }
                """.formatted(good.baseUrl(), bad.uri("/v1")));
    }

    private static Answer ask(RunningGateway gateway) {
        return RawHttp.post(
                gateway.port(),
                "/v1/chat/completions",
                "{\"model\":\"chat\",\"messages\":[{\"role\":\"user\",\"content\":\"/echo hi\"}]}");
    }
}
