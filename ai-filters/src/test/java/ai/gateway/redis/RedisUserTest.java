package ai.gateway.redis;

import ai.gateway.health.Finding;
import ai.gateway.quota.Seeds;
import ai.gateway.testing.RealRedis;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisCredentials;
import io.lettuce.core.RedisCredentialsProvider;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.sync.RedisCommands;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.data.redis.connection.RedisConfiguration;
import org.springframework.data.redis.connection.RedisStandaloneConfiguration;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import reactor.core.Disposable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** All that gateways do in a Redis, as a user who may no more than {@code docs/redis.md} says. */
class RedisUserTest {

    private static final String PREFIX = QuotasAtRedis.PREFIX;
    private static final String PASSWORD = "the-password-of-the-user";

    private static RealRedis redis;
    private static RedisCommands<String, String> commands;

    @BeforeAll
    static void start() throws IOException {
        String user = Files.readString(Path.of("../docs/redis.md"))
                .lines()
                .filter(line -> line.startsWith("user gateway "))
                .findFirst()
                .orElseThrow();
        redis = RealRedis.with(user.replace("ai-gateway:", PREFIX).replace("CHANGE-ME", PASSWORD));
        commands = redis.commands();
    }

    /** All that was refused is in this list; the driver, which tells its name, does not mind. */
    @AfterEach
    void nothingWasRefused() {
        assertThat(commands.aclLog())
                .extracting(refused -> refused.get("object"))
                .allMatch(object -> String.valueOf(object).startsWith("client"));
    }

    @AfterAll
    static void stop() {
        redis.close();
    }

    private static RedisStandaloneConfiguration gateway() {
        RedisStandaloneConfiguration gateway = new RedisStandaloneConfiguration("127.0.0.1", redis.port());
        gateway.setUsername("gateway");
        gateway.setPassword(PASSWORD);
        return gateway;
    }

    @Test
    void user_mayNothingElse() {
        RedisURI uri = RedisURI.create("127.0.0.1", redis.port());
        uri.setCredentialsProvider(RedisCredentialsProvider.from(() -> RedisCredentials.just("gateway", PASSWORD)));
        try (RedisClient user = RedisClient.create(uri)) {
            RedisCommands<String, String> may = user.connect().sync();
            assertThatThrownBy(() -> may.keys("*")).hasMessageContaining("NOPERM");
            assertThatThrownBy(may::flushall).hasMessageContaining("NOPERM");
            assertThatThrownBy(() -> may.configGet("*")).hasMessageContaining("NOPERM");
            assertThatThrownBy(() -> may.get("of-others")).hasMessageContaining("NOPERM");
            assertThatThrownBy(() -> may.publish("of-others", "x")).hasMessageContaining("NOPERM");
        }
        commands.aclLogReset();
    }

    @Test
    void health_isToldAndHeard() throws InterruptedException {
        LettuceConnectionFactory connections = new LettuceConnectionFactory(gateway());
        connections.afterPropertiesSet();
        connections.start();
        HealthStore one = new HealthStore(connections, PREFIX + "health:1");
        HealthStore other = new HealthStore(connections, PREFIX + "health:1");
        BlockingQueue<List<String>> heard = new LinkedBlockingQueue<>();
        CountDownLatch listening = new CountDownLatch(1);
        Disposable subscription = other.announced(listening::countDown).subscribe(heard::add);
        try {
            assertThat(listening.await(20, TimeUnit.SECONDS)).isTrue();

            assertThat(one.tell(List.of(Finding.drained("chat:a"))).block()).isEqualTo(1);

            assertThat(heard.poll(20, TimeUnit.SECONDS)).hasSize(1);
            assertThat(other.read(List.of()).block()).extracting(Finding::id).containsExactly("chat:a");
        } finally {
            subscription.dispose();
            connections.destroy();
        }
    }

    @Test
    void quotas_byTheClockOfRedis_areReservedAndSettled() {
        try (QuotaNode node = QuotaNode.at(gateway(), PREFIX + "clock:", Seeds.NONE, QuotaNode.PATIENT)) {
            assertThat(node.quotas().isLost()).isFalse();
        }
    }

    @Nested
    class QuotasOfTheUser extends QuotasAtRedis {

        @Override
        RedisConfiguration gateway() {
            return RedisUserTest.gateway();
        }

        @Override
        RedisCommands<String, String> commands() {
            return commands;
        }
    }

    @Nested
    class AnswersOfTheUser extends AnswersAtRedis {

        @Override
        RedisConfiguration gateway() {
            return RedisUserTest.gateway();
        }
    }

    @Nested
    class QuestionsOfTheUser extends QuestionsAtRedis {

        @Override
        RedisConfiguration gateway() {
            return RedisUserTest.gateway();
        }
    }
}
