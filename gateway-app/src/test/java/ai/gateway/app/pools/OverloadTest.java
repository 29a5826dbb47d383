package ai.gateway.app.pools;

import ai.gateway.testing.Answer;
import ai.gateway.testing.BlockingCheck;
import ai.gateway.testing.Faults;
import ai.gateway.testing.LeakCheck;
import ai.gateway.testing.RawHttp;
import ai.gateway.testing.Script;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import static ai.gateway.app.pools.PoolBench.SOON;
import static ai.gateway.app.pools.PoolBench.pool;
import static ai.gateway.app.pools.PoolBench.says;
import static org.assertj.core.api.Assertions.assertThat;

/** More is asked for than the targets may have at a time. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@ExtendWith({LeakCheck.class, BlockingCheck.class})
class OverloadTest {

    private PoolBench bench;

    @BeforeAll
    void start() {
        bench = new PoolBench(
                "",
                pool("queued", "queue: { size: 1, patience: 20s }", "a, max-concurrent: 1"),
                pool("hasty", "queue: { size: 1, patience: 100ms }", "a, max-concurrent: 1"),
                pool("left", "queue: { size: 1, patience: 20s }", "a, max-concurrent: 1"),
                pool("spills", "strategy: ordered", "a, max-concurrent: 1", "b"));
    }

    @AfterAll
    void stop() {
        bench.awaitQuiet();
        bench.close();
    }

    private CompletableFuture<Answer> later(String pool) {
        return CompletableFuture.supplyAsync(() -> bench.ask(pool), task -> new Thread(task).start());
    }

    private static Script heldUp(String text) {
        return Script.silence().hang().and(says(text));
    }

    private static void assertTooBusy(Answer answer) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(503);
        assertThat(answer.header("retry-after")).isEqualTo("1");
        assertThat(answer.text()).contains("overloaded");
    }

    /** One is asked, one waits, one is sent away: whichever of the latter two came first. */
    @Test
    void ask_placesAndQueueAreFull_isSentAwayAtOnceAndTheOthersAreAnswered() throws Exception {
        bench.play("queued", "a", heldUp("one"), says("two"));
        CompletableFuture<Answer> first = later("queued");
        bench.awaitCalls("queued", "a", 1);
        List<CompletableFuture<Answer>> more = List.of(later("queued"), later("queued"));
        Answer away = (Answer) CompletableFuture.anyOf(more.get(0), more.get(1)).get(5, TimeUnit.SECONDS);
        assertTooBusy(away);
        assertThat(bench.calls("queued", "a")).isEqualTo(1);
        bench.upstream.release();
        assertThat(first.get(5, TimeUnit.SECONDS).text()).contains("one");
        Answer waited = more.get(0).get(5, TimeUnit.SECONDS) == away
                ? more.get(1).get(5, TimeUnit.SECONDS)
                : more.get(0).get(5, TimeUnit.SECONDS);
        assertThat(waited.status()).as(waited.text()).isEqualTo(200);
        assertThat(waited.text()).contains("two");
        assertThat(bench.ask("queued").status()).isEqualTo(200);
    }

    @Test
    void ask_nobodyLeavesInTime_isSentAwayWhenPatienceEnds() throws Exception {
        bench.play("hasty", "a", heldUp("one"), says("two"));
        CompletableFuture<Answer> first = later("hasty");
        bench.awaitCalls("hasty", "a", 1);
        long since = System.nanoTime();
        assertTooBusy(bench.ask("hasty"));
        assertThat(Duration.ofNanos(System.nanoTime() - since)).isGreaterThan(Duration.ofMillis(100));
        bench.upstream.release();
        assertThat(first.get(5, TimeUnit.SECONDS).status()).isEqualTo(200);
    }

    /** Both who is asked and who waits leave their places when their clients do. */
    @Test
    void ask_clientsHangUp_placesAreFreeAgain() {
        bench.play("left", "a", Faults.hang());
        try (RawHttp first = bench.asking("left")) {
            bench.awaitCalls("left", "a", 1);
            try (RawHttp second = bench.asking("left")) {
                // As long as the second one waits, there is no room for a third.
                Awaitility.await().atMost(SOON).until(() -> isSentAway("left"));
                second.abort();
            }
            bench.play("left", "a", says("two"));
            Awaitility.await().atMost(SOON).until(() -> bench.calls("left", "a") == 1);
            first.abort();
        }
        Awaitility.await().atMost(SOON).until(() -> bench.ask("left").status() == 200);
        bench.awaitQuiet();
        IntStream.range(0, 5)
                .forEach(i -> assertThat(bench.ask("left").status()).isEqualTo(200));
    }

    private boolean isSentAway(String pool) {
        try (RawHttp client = bench.asking(pool).patience(Duration.ofMillis(200))) {
            return client.readHead().map(head -> head.status() == 503).orElse(false);
        }
    }

    @Test
    void ask_firstIsBusy_secondAnswers() throws Exception {
        bench.play("spills", "a", heldUp("one")).play("spills", "b", says("two"));
        CompletableFuture<Answer> first = later("spills");
        bench.awaitCalls("spills", "a", 1);
        Answer other = bench.ask("spills");
        assertThat(other.text()).contains("two");
        assertThat(other.header("x-ai-attempts")).isEqualTo("1");
        bench.upstream.release();
        assertThat(first.get(5, TimeUnit.SECONDS).text()).contains("one");
    }
}
