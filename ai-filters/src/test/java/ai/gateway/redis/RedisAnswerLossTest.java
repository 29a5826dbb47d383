package ai.gateway.redis;

import ai.gateway.recall.AnswerStore.Purge;
import ai.gateway.testing.BlockingCheck;
import ai.gateway.testing.FaultProxy;
import ai.gateway.testing.LeakCheck;
import ai.gateway.testing.RealRedis;
import io.lettuce.core.RedisClient;
import io.lettuce.core.api.sync.RedisCommands;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

/** Redis is frozen, killed, emptied or full: there are no answers then, and nobody waits for them. */
@ExtendWith({LeakCheck.class, BlockingCheck.class, OutputCaptureExtension.class})
class RedisAnswerLossTest {

    private static final AnswerPatience USUAL = AnswerPatience.DEFAULT;

    /** A machine that is busy for a moment is no Redis that is lost. */
    private static final AnswerPatience UNHURRIED =
            new AnswerPatience(Duration.ofSeconds(2), Duration.ofSeconds(5), USUAL.purge(), USUAL.pause());

    private final List<AutoCloseable> open = new ArrayList<>();
    private RealRedis redis;
    private RedisCommands<String, String> commands;

    @BeforeEach
    void start() {
        redis = RealRedis.start();
        open.add(redis);
        RedisClient client = QuotaNode.client(redis.port());
        open.add(0, client::close);
        commands = client.connect().sync();
    }

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable each : open) {
            each.close();
        }
    }

    @Test
    void frozen_theFirstWaitsForAMoment_theOthersDoNot_andAnswersAreFoundSoonAfter(CapturedOutput output)
            throws Exception {
        AnswerNode node = warm(node(redis.port(), USUAL));
        long process = QuotaNode.process(commands);

        signal("STOP", process);
        long first = nanosOf(() -> assertThat(node.find("mine", "a")).isNull());
        assertThat(node.store().isLost()).isTrue();
        long[] nanos = new long[101];
        for (int i = 0; i < nanos.length; i++) {
            nanos[i] = nanosOf(() -> {
                assertThat(node.find("mine", "a")).isNull();
                node.keep("mine", "b", "nobody keeps that");
            });
        }
        signal("CONT", process);
        long thawed = System.nanoTime();

        soon().until(() -> "answer".equals(node.find("mine", "a")));
        assertThat(Duration.ofNanos(System.nanoTime() - thawed)).isLessThan(Duration.ofSeconds(5));
        assertThat(Duration.ofNanos(first)).isLessThan(Duration.ofMillis(400));
        Arrays.sort(nanos);
        assertThat(Duration.ofNanos(nanos[50])).isLessThan(Duration.ofMillis(5));
        assertThat(node.find("mine", "b")).isNull();
        assertThat(output.getOut()).containsOnlyOnce("no answers are found or kept there");
        assertThat(output.getOut()).containsOnlyOnce("answers are found and kept there again");
    }

    @Test
    void killed_andBackEmpty_whatIsKeptThenIsFound_andPurgesOfBeforeDoNoHarm() {
        AnswerNode node = warm(node(redis.port(), USUAL));
        node.purge("others", null);

        redis.kill();
        assertThat(node.find("mine", "a")).isNull();
        assertThat(node.store().isLost()).isTrue();
        assertThatThrownBy(() -> node.store().purge(Purge.ALL).block()).isNotNull();
        redis.startAgain();

        node.awaitContact();
        soon().until(() -> {
            node.keep("mine", "a", "new");
            return "new".equals(node.find("mine", "a"));
        });
    }

    @Test
    void connections_cutOrSilent_nobodyFails_andItComesBack() {
        try (FaultProxy proxy = FaultProxy.to(redis.port())) {
            AnswerNode node = warm(node(proxy.port(), UNHURRIED));
            for (int i = 0; i < 2; i++) {
                FaultProxy bad = i % 2 == 0 ? proxy.resetNow() : proxy.stallNow();
                assertThat(node.find("mine", "a")).isNull();
                node.keep("mine", "b" + i, "lost or not");
                bad.heal();
                node.awaitContact();
                soon().until(() -> "answer".equals(node.find("mine", "a")));
            }
        }
    }

    @Test
    void purge_ofWhichRedisSaysNothing_fails_andIsDoneByTheNextOne() {
        try (FaultProxy proxy = FaultProxy.to(redis.port())) {
            AnswerNode node = warm(node(proxy.port(), USUAL));
            proxy.stallNow();
            assertThatThrownBy(() -> node.store().purge(Purge.ALL).block()).isNotNull();
            proxy.heal();

            node.awaitContact();
            node.purge("mine", null);
            assertThat(node.find("mine", "a")).isNull();
        }
    }

    @Test
    void fullButForTheLastFifth_thatIsLeftToCounters_butNotWhereAnswersAreLetGo(CapturedOutput output) {
        AnswerNode node = warm(node(redis.port(), UNHURRIED));
        long used = used();
        commands.configSet("maxmemory-policy", "noeviction");
        commands.configSet("maxmemory", Long.toString(used + used / 10));

        node.keep("mine", "b", "too much");

        assertThat(node.find("mine", "a")).isEqualTo("answer");
        assertThat(node.find("mine", "b")).isNull();
        assertThat(output.getOut()).containsOnlyOnce("four fifths");

        commands.configSet("maxmemory-policy", "volatile-lru");
        AnswerNode other = warm(node(redis.port(), UNHURRIED));
        other.keep("mine", "b", "fits");
        assertThat(other.find("mine", "b")).isEqualTo("fits");
    }

    private long used() {
        return commands.info("memory")
                .lines()
                .filter(line -> line.startsWith("used_memory:"))
                .mapToLong(line ->
                        Long.parseLong(line.substring("used_memory:".length()).strip()))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void full_whatIsThereIsFound_andNoMoreIsKept(CapturedOutput output) {
        AnswerNode node = warm(node(redis.port(), UNHURRIED));
        commands.keys("*").forEach(commands::persist);
        commands.configSet("maxmemory-policy", "volatile-lru");
        commands.configSet("maxmemory", "1");

        for (int i = 0; i < 5; i++) {
            node.keep("mine", "b", "too much");
        }

        assertThat(node.find("mine", "a")).isEqualTo("answer");
        assertThat(node.find("mine", "b")).isNull();
        assertThat(node.store().isLost()).isFalse();
        assertThat(output.getOut()).containsOnlyOnce("Redis takes no answers");
    }

    @Test
    void tooLong_isNotKept() {
        AnswerNode node = warm(node(redis.port(), UNHURRIED));

        node.keep("mine", "b", "x".repeat(RedisAnswerStore.LONGEST + 1));

        assertThat(node.find("mine", "b")).isNull();
        assertThat(node.store().isLost()).isFalse();
    }

    @Test
    void absentAtTheStart_itStarts_andAnswersAreKeptWhenItComes() {
        int port = RealRedis.unusedPort();
        AnswerNode node = node(port, USUAL);
        assertThat(node.find("mine", "a")).isNull();
        node.keep("mine", "a", "early");

        open.add(RealRedis.startAt(port));

        node.awaitContact();
        soon().until(() -> {
            node.keep("mine", "a", "late");
            return "late".equals(node.find("mine", "a"));
        });
    }

    private AnswerNode node(int port, AnswerPatience patience) {
        AnswerNode node = AnswerNode.alone(port, patience);
        open.add(0, node);
        return node;
    }

    /** Has an answer, and has found it often. */
    private static AnswerNode warm(AnswerNode node) {
        node.awaitContact();
        soon().until(() -> {
            node.keep("mine", "a", "answer");
            return "answer".equals(node.find("mine", "a"));
        });
        for (int i = 0; i < 50; i++) {
            node.find("mine", "a");
        }
        node.awaitContact();
        return node;
    }

    private static ConditionFactory soon() {
        return await().pollInterval(Duration.ofMillis(20)).atMost(Duration.ofSeconds(30));
    }

    private static long nanosOf(Runnable call) {
        long begun = System.nanoTime();
        call.run();
        return System.nanoTime() - begun;
    }

    private static void signal(String name, long process) throws IOException, InterruptedException {
        assertThat(new ProcessBuilder("kill", "-" + name, Long.toString(process))
                        .start()
                        .waitFor())
                .isZero();
    }
}
