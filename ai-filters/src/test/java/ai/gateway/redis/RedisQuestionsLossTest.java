package ai.gateway.redis;

import ai.gateway.redis.QuestionNode.Kind;
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
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Redis is frozen, killed, cut off or full: each gateway goes by what it knows, and nobody waits. */
@ExtendWith({LeakCheck.class, BlockingCheck.class, OutputCaptureExtension.class})
class RedisQuestionsLossTest {

    private static final Kind USUAL = Kind.USUAL.with(AnswerPatience.DEFAULT).ofAtMost(10_000);

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
    void frozen_whatIsKnownIsFound_nobodyWaits_andItIsSharedAgainSoonAfter(CapturedOutput output) throws Exception {
        QuestionNode one = node(redis.port());
        QuestionNode other = node(redis.port());
        one.keep("p", "before");
        other.awaitFound("p", "before");
        long process = QuotaNode.process(commands);

        open.add(0, () -> signal("CONT", process)); // or it could not be stopped
        signal("STOP", process);
        long begun = System.nanoTime();
        for (int i = 0; i < 4 * RedisQuestions.MOST_UNDER_WAY; i++) {
            one.keep("flood" + i % 7, "q" + i);
        }
        one.keep("p", "meanwhile");
        assertThat(one.find("p")).containsExactlyInAnyOrder("before", "meanwhile");
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(1));
        soon().until(() -> one.questions().isLost() && other.questions().isLost());
        signal("CONT", process);

        one.awaitContact();
        other.awaitContact();
        one.keep("p", "after");
        other.awaitFound("p", "after");
        assertThat(commands.xlen(QuestionNode.STREAM)).isLessThanOrEqualTo(RedisQuestions.MOST_UNDER_WAY + 2);
        assertThat(output.getOut().split("no questions are found or kept there", -1))
                .as("one line a gateway")
                .hasSize(3);
        assertThat(output.getOut().split("questions are found and kept there again", -1))
                .hasSize(3);
    }

    @Test
    void killed_andBackEmpty_whatIsKnownStays_andWhatIsKeptThenIsShared() {
        QuestionNode one = node(redis.port());
        QuestionNode other = node(redis.port());
        one.keep("p", "before");
        other.awaitFound("p", "before");

        redis.kill();
        soon().until(() -> one.questions().isLost() && other.questions().isLost());
        one.keep("p", "meanwhile");
        redis.startAgain();

        one.awaitContact();
        other.awaitContact();
        one.keep("p", "after");
        other.awaitFound("p", "after");
        assertThat(one.find("p")).containsExactlyInAnyOrder("before", "meanwhile", "after");
        assertThat(other.find("p")).containsExactlyInAnyOrder("before", "after");
    }

    @Test
    void cutOff_whatOthersKeptMeanwhile_isKnownSoonAfter() {
        QuestionNode other = node(redis.port());
        try (FaultProxy proxy = FaultProxy.to(redis.port())) {
            QuestionNode one = node(proxy.port());
            for (int i = 0; i < 2; i++) {
                FaultProxy bad = i % 2 == 0 ? proxy.resetNow() : proxy.stallNow();
                soon().until(() -> one.questions().isLost());
                other.keep("p", "meanwhile" + i);
                bad.heal();
                one.awaitContact();
                one.awaitFound("p", "meanwhile" + i);
            }
            one.close();
            open.remove(one);
        }
    }

    /** A question whose answer was not found is not forgotten where nobody could look for it. */
    @Test
    void lost_questionsWhoseAnswersAreNotFound_stay() {
        QuestionNode one = node(redis.port());
        one.keep("p", "a");
        one.questions().remove("p", "none");
        redis.kill();
        soon().until(one::isWithoutAnswers);

        one.questions().remove("p", "a");

        assertThat(one.find("p")).containsExactly("a");
        redis.startAgain();
        one.awaitContact();
        one.questions().remove("p", "a");
        assertThat(one.find("p")).isEmpty();
    }

    @Test
    void absentAtTheStart_itStarts_andSharesWhenItComes() {
        int port = RealRedis.unusedPort();
        QuestionNode one = QuestionNode.alone(port, USUAL);
        open.add(0, one);
        one.keep("p", "early");
        assertThat(one.find("p")).containsExactly("early");

        open.add(RealRedis.startAt(port));

        one.awaitContact();
        one.keep("p", "late");
        node(port).awaitFound("p", "late");
    }

    @Test
    void fullButForTheLastFifth_thatIsLeftToCounters(CapturedOutput output) {
        QuestionNode one = node(redis.port());
        one.keep("p", "before");
        soon().until(() -> commands.xlen(QuestionNode.STREAM) == 1);
        commands.configSet("maxmemory-policy", "noeviction");
        commands.configSet("maxmemory", Long.toString(used() + used() / 10));

        for (int i = 0; i < 5; i++) {
            one.keep("p", "q" + i);
        }

        soon().until(() -> output.getOut().contains("Redis takes no questions: "));
        soon().until(() -> one.questions().isAllTold());
        assertThat(output.getOut()).containsOnlyOnce("Redis takes no questions").contains("four fifths");
        assertThat(commands.xlen(QuestionNode.STREAM)).isEqualTo(1);
        assertThat(one.find("p")).hasSize(6);
        assertThat(one.questions().isLost()).isFalse();
    }

    private QuestionNode node(int port) {
        QuestionNode node = QuestionNode.at(port, USUAL);
        open.add(0, node);
        return node;
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

    private static ConditionFactory soon() {
        return await().pollInterval(Duration.ofMillis(20)).atMost(Duration.ofSeconds(30));
    }

    private static void signal(String name, long process) throws IOException, InterruptedException {
        assertThat(new ProcessBuilder("kill", "-" + name, Long.toString(process))
                        .start()
                        .waitFor())
                .isZero();
    }
}
