package ai.gateway.app.pools;

import ai.gateway.testing.Answer;
import ai.gateway.testing.BlockingCheck;
import ai.gateway.testing.Faults;
import ai.gateway.testing.LeakCheck;
import ai.gateway.testing.Script;
import ai.gateway.testing.SeenClose;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

import static ai.gateway.app.pools.PoolBench.SOON;
import static ai.gateway.app.pools.PoolBench.fails;
import static ai.gateway.app.pools.PoolBench.piece;
import static ai.gateway.app.pools.PoolBench.pool;
import static ai.gateway.app.pools.PoolBench.says;
import static org.assertj.core.api.Assertions.assertThat;

/** A second one is asked beside a silent first one, and another one sees a share of the requests. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@ExtendWith({LeakCheck.class, BlockingCheck.class})
class HedgingTest {

    /** Within which a loser is let go. */
    private static final long LOSER_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

    private static final int MIRRORED = 200;

    private PoolBench bench;

    @BeforeAll
    void start() {
        String hedged = "strategy: ordered, hedge: { after: 60ms, share: 1 }";
        String mirrored =
                "strategy: ordered, mirror: { to: mirror-m/m, share: 1 }, breaker: { window: 10000, minimum-calls: 10000 }";
        bench = new PoolBench(
                "timeouts: { first-event: 2s }", // of mirrors, too
                pool("silent", hedged, "a", "b"),
                pool("first", hedged, "a", "b"),
                pool("both", hedged + ", failover.attempts: 2", "a", "b"),
                pool("helped", hedged, "a", "b"),
                pool("capped", "strategy: ordered, hedge: { after: 20ms, share: 0.05 }", "a", "b"),
                pool("mirror", "", "m"),
                pool("shown", mirrored, "a"),
                pool("sampled", "strategy: ordered, mirror: { to: half-m/m, share: 0.5 }", "a"),
                pool("half", "", "m"),
                pool("long", "mirror: { to: late-m/m, share: 1 }", "a"),
                pool("late", "", "m"));
    }

    @AfterAll
    void stop() {
        bench.awaitQuiet();
        bench.close();
    }

    private List<SeenClose> letGo() {
        return bench.upstream.closes().stream()
                .filter(close -> close.by() != SeenClose.By.SCRIPT)
                .toList();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void ask_firstIsSilent_secondAnswersAndTheFirstIsLetGoAtOnce(boolean stream) {
        int before = letGo().size();
        bench.play("silent", "a", Faults.hang())
                .play("silent", "b", stream ? Script.sse(piece("two"), "[DONE]") : says("two"));
        Answer answer = stream ? bench.stream("silent") : bench.ask("silent");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text()).containsOnlyOnce("two");
        assertThat(answer.header("x-ai-attempts")).isEqualTo("2");
        assertThat(answer.header("x-ai-provider")).isEqualTo("silent-b");
        SeenClose loser = bench.upstream.awaitClosedByPeer(before + 1, SOON).get(before);
        assertThat(loser.connection()).isEqualTo(last("silent", "a"));
        assertThat(loser.nanos() - answer.head().nanos()).isLessThan(LOSER_NANOS);
    }

    private int last(String pool, String letter) {
        return bench.seen(pool, letter).get(bench.calls(pool, letter) - 1).connection();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void ask_firstSpeaksSoonerThanTheSecond_firstAnswersAndTheSecondIsLetGo(boolean stream) {
        int before = letGo().size();
        Script late = stream ? Script.sse(piece("one"), "[DONE]") : says("one");
        bench.play("first", "a", Script.silence().pause(150).and(late)).play("first", "b", Faults.hang());
        Answer answer = stream ? bench.stream("first") : bench.ask("first");
        assertThat(answer.text()).containsOnlyOnce("one");
        assertThat(answer.header("x-ai-provider")).isEqualTo("first-a");
        SeenClose loser = bench.upstream.awaitClosedByPeer(before + 1, SOON).get(before);
        assertThat(loser.connection()).isEqualTo(last("first", "b"));
        assertThat(loser.nanos() - answer.head().nanos()).isLessThan(LOSER_NANOS);
    }

    /** The one who fails does not end it while the other one is at it. */
    @ParameterizedTest
    @CsvSource({"a, b", "b, a"})
    void ask_oneOfBothFails_otherOneAnswers(String failing, String other) {
        bench.play("helped", failing, Script.silence().pause(120).and(fails(500)))
                .play("helped", other, Script.silence().pause(250).and(says("slowly")));
        Answer answer = bench.ask("helped");
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(answer.text()).containsOnlyOnce("slowly");
        assertThat(answer.header("x-ai-provider")).isEqualTo("helped-" + other);
    }

    @Test
    void ask_bothFail_clientIsToldOfBoth() {
        bench.play("both", "a", Script.silence().pause(150).and(fails(500))).play("both", "b", fails(503));
        Answer answer = bench.ask("both");
        assertThat(answer.status()).isEqualTo(500);
        assertThat(answer.header("x-ai-tried")).isEqualTo("both-b/m: 503, both-a/m: 500");
    }

    @Test
    void ask_allAreSlow_hedgesKeepToTheirShare() {
        int requests = 40;
        bench.play("capped", "a", Script.silence().pause(40).and(says("one"))).play("capped", "b", says("two"));
        for (int i = 0; i < requests; i++) {
            assertThat(bench.ask("capped").status()).isEqualTo(200);
        }
        // What is saved at the beginning, and what so many requests earn.
        assertThat(bench.calls("capped", "b")).isBetween(1, 10 + requests / 20);
    }

    @ParameterizedTest
    @ValueSource(strings = {"well", "500", "reset", "hang", "html", "torn"})
    void ask_mirrorDoesWhatItLikes_clientDoesNotNotice(String how) {
        Script mirror = switch (how) {
            case "well" -> says("mirrored");
            case "500" -> fails(500);
            case "reset" -> Faults.resetBeforeHeaders();
            case "hang" -> Faults.hang();
            case "html" -> Faults.htmlPage();
            default -> Faults.resetInStream(piece("mirrored"));
        };
        int before = bench.calls("mirror", "m");
        bench.play("mirror", "m", mirror);
        bench.play("shown", "a", says("one"));
        assertShown(bench.ask("shown"));
        bench.play("shown", "a", Script.sse(piece("one"), "[DONE]"));
        assertShown(bench.stream("shown"));
        bench.awaitCalls("mirror", "m", before + 2);
        bench.awaitQuiet();
    }

    /** The client has its answer and has gone; what the mirror says then is heard, and nothing of it is left behind. */
    @Test
    void ask_mirrorIsSlowerThanTheClient_isHeardToTheEnd() {
        bench.play("late", "m", Script.silence().hang().and(says("mirrored"))).play("long", "a", says("one"));
        for (int i = 0; i < 5; i++) {
            assertThat(bench.ask("long").status()).isEqualTo(200);
        }
        bench.awaitCalls("late", "m", 5);
        bench.upstream.release();
        bench.awaitQuiet();
        var health = bench.gateway
                .bean(ai.gateway.health.Healths.class)
                .find("long:late-m/m")
                .orElseThrow();
        assertThat(health.failureShare()).isZero();
        assertThat(health.firstEventNanos()).isPositive();
    }

    private static void assertShown(Answer answer) {
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text()).containsOnlyOnce("one").doesNotContain("mirrored");
        assertThat(answer.header("x-ai-provider")).isEqualTo("shown-a");
        assertThat(answer.header("x-ai-attempts")).isEqualTo("1");
    }

    /** By chance; that it is so far off is as likely as to win a lottery twice. */
    @Test
    void ask_mirrorOfAShare_seesAboutThatShare() {
        bench.play("half", "m", says("mirrored")).play("sampled", "a", says("one"));
        for (int i = 0; i < MIRRORED; i++) {
            assertThat(bench.ask("sampled").status()).isEqualTo(200);
        }
        Awaitility.await().atMost(Duration.ofSeconds(2)).until(() -> bench.calls("half", "m") > MIRRORED / 2 - 50);
        bench.awaitQuiet();
        assertThat(bench.calls("half", "m")).isLessThan(MIRRORED / 2 + 50);
    }
}
