package ai.gateway.app.pools;

import ai.gateway.testing.Answer;
import ai.gateway.testing.BlockingCheck;
import ai.gateway.testing.LeakCheck;
import ai.gateway.testing.RawHttp;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

import java.time.Duration;
import java.util.HashSet;
import java.util.Set;

import static ai.gateway.app.pools.PoolBench.SOON;
import static ai.gateway.app.pools.PoolBench.fails;
import static ai.gateway.app.pools.PoolBench.pool;
import static ai.gateway.app.pools.PoolBench.says;
import static org.assertj.core.api.Assertions.assertThat;

/** Who is asked first: not those who are drained, the same one for a conversation, and not those who keep failing. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@ExtendWith({LeakCheck.class, BlockingCheck.class})
class BalancingTest {

    private PoolBench bench;

    @BeforeAll
    void start() {
        String opens = "strategy: ordered, breaker: { window: 4, minimum-calls: 2, probes: 1, open: ";
        bench = new PoolBench(
                "",
                pool("drained", "strategy: weighted", "a", "b, weight: 0"),
                pool("undrained", "strategy: ordered", "a", "b"),
                pool("sticky", "strategy: sticky", "a", "b", "c"),
                pool("opens", opens + "60s }", "a", "b"),
                pool("probed", opens + "200ms }", "a", "b"),
                pool("all", opens + "60s }", "a", "b"));
    }

    @AfterAll
    void stop() {
        bench.awaitQuiet();
        bench.close();
    }

    private String askedOf(String pool, String prompt) {
        Answer answer = bench.ask(pool, prompt);
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return String.valueOf(answer.header("x-ai-provider"));
    }

    @Test
    void ask_weightZero_isNeverAsked() {
        bench.play("drained", "a", fails(500), says("hi")).play("drained", "b", says("hi"));
        for (int i = 0; i < 20; i++) {
            assertThat(askedOf("drained", "hi")).isEqualTo("drained-a");
        }
        assertThat(bench.calls("drained", "b")).isZero();
    }

    @Test
    void ask_drainedByHand_isNotAskedUntilItIsUndrained() {
        bench.play("undrained", "a", says("hi")).play("undrained", "b", says("hi"));
        assertThat(askedOf("undrained", "hi")).isEqualTo("undrained-a");
        bench.health("undrained", "a").drain();
        assertThat(askedOf("undrained", "hi")).isEqualTo("undrained-b");
        bench.health("undrained", "b").drain();
        Answer nobody = bench.ask("undrained");
        assertThat(nobody.status()).isEqualTo(503);
        assertThat(nobody.text()).contains("drained");
        bench.health("undrained", "a").undrain();
        assertThat(askedOf("undrained", "hi")).isEqualTo("undrained-a");
    }

    @Test
    void ask_turnsOfAConversation_goToTheSameTargetUntilItIsSick() {
        for (String letter : new String[] {"a", "b", "c"}) {
            bench.play("sticky", letter, says("hi"));
        }
        Set<String> used = new HashSet<>();
        for (int i = 0; i < 20; i++) {
            String first = askedOf("sticky", "conversation " + i);
            assertThat(turn("conversation " + i, "and then?")).isEqualTo(first);
            assertThat(turn("conversation " + i, "and now?")).isEqualTo(first);
            used.add(first);
        }
        assertThat(used).hasSize(3);
        String home = askedOf("sticky", "conversation 0");
        bench.play("sticky", home.substring(home.length() - 1), fails(500));
        String refuge = turn("conversation 0", "still there?");
        assertThat(refuge).isNotEqualTo(home);
        assertThat(turn("conversation 0", "and you?")).isEqualTo(refuge);
    }

    private String turn(String opening, String next) {
        String body = PoolBench.request("sticky", opening)
                .replace(
                        "}]}",
                        "},{\"role\":\"assistant\",\"content\":\"hi\"},{\"role\":\"user\",\"content\":\"" + next
                                + "\"}]}");
        Answer answer = RawHttp.post(bench.gateway.port(), "/v1/chat/completions", body);
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return String.valueOf(answer.header("x-ai-provider"));
    }

    @Test
    void ask_breakerIsOpen_targetIsLeftAlone() {
        bench.play("opens", "a", fails(500)).play("opens", "b", says("hi"));
        for (int i = 0; i < 10; i++) {
            assertThat(askedOf("opens", "hi")).isEqualTo("opens-b");
        }
        assertThat(bench.calls("opens", "a")).isEqualTo(2);
    }

    @Test
    void ask_breakerWasOpenForItsTime_oneAsksAndTheOthersFollow() {
        bench.play("probed", "a", fails(500), fails(500), says("well")).play("probed", "b", says("hi"));
        askedOf("probed", "hi");
        long before = System.nanoTime(); // it opens after this
        askedOf("probed", "hi");
        while (!askedOf("probed", "hi").equals("probed-a")) {
            assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(SOON);
        }
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isGreaterThan(Duration.ofMillis(150));
        bench.awaitQuiet(); // its probe has ended, and the breaker knows
        assertThat(askedOf("probed", "hi")).isEqualTo("probed-a");
    }

    @Test
    void ask_allAreOpen_leastBadIsAskedAllTheSame() {
        bench.play("all", "a", fails(500)).play("all", "b", fails(500));
        for (int i = 0; i < 4; i++) {
            assertThat(bench.ask("all").status()).isEqualTo(500);
        }
        assertThat(bench.health("all", "a").breaker().remainingNanos()).isPositive();
        assertThat(bench.health("all", "b").breaker().remainingNanos()).isPositive();
        bench.play("all", "a", says("well")).play("all", "b", says("well"));
        Answer answer = bench.ask("all");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("x-ai-attempts")).isEqualTo("1");
    }
}
