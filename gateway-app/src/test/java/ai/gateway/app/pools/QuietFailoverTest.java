package ai.gateway.app.pools;

import ai.gateway.testing.Answer;
import ai.gateway.testing.Faults;
import org.junit.jupiter.api.Test;

import static ai.gateway.app.pools.PoolBench.fails;
import static ai.gateway.app.pools.PoolBench.pool;
import static org.assertj.core.api.Assertions.assertThat;

/** A gateway that keeps to itself whom it has asked. */
class QuietFailoverTest {

    @Test
    void ask_responseHeadersAreOff_nothingIsToldOfTheOthers() {
        String options = "strategy: ordered, failover.attempts: 2";
        try (PoolBench bench = new PoolBench("response-headers: false", pool("q", options, "a", "b"))) {
            bench.play("q", "a", fails(500)).play("q", "b", Faults.closeBeforeHeaders());
            Answer answer = bench.ask("q");
            assertThat(answer.status()).as(answer.text()).isEqualTo(502);
            assertThat(bench.calls("q", "b")).isEqualTo(1);
            assertThat(answer.head().headers()).noneMatch(line -> line.startsWith("x-ai-"));
            assertThat(answer.text()).doesNotContain("tried");
        }
    }
}
