package ai.gateway.health;

import org.junit.jupiter.api.Test;

import java.time.Duration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class FailureShareTest {

    private final HandTicker ticker = new HandTicker();
    private final FailureShare failures = new FailureShare(Duration.ofSeconds(30), ticker);

    @Test
    void share_noCall_isZero() {
        assertThat(failures.share()).isZero();
        assertThat(failures.hasReached(0.01)).isFalse();
    }

    @Test
    void share_twoOfThree_isTwoThirds() {
        failures.failed();
        failures.succeeded();
        failures.failed();

        assertThat(failures.share()).isCloseTo(2 / 3.0, within(1e-9));
        assertThat(failures.hasReached(0.5)).isTrue();
        assertThat(failures.hasReached(0.7)).isFalse();
    }

    @Test
    void hasReached_twoCalls_proveNothing() {
        failures.failed();
        failures.failed();

        assertThat(failures.share()).isEqualTo(1);
        assertThat(failures.hasReached(0.5)).isFalse();
    }

    @Test
    void share_oldFailures_weighLessThanNewSuccesses() {
        for (int i = 0; i < 10; i++) {
            failures.failed();
        }
        ticker.turn(Duration.ofSeconds(60));
        for (int i = 0; i < 3; i++) {
            failures.succeeded();
        }

        double old = 10 * Math.exp(-2);
        assertThat(failures.share()).isCloseTo(old / (old + 3), within(1e-9));
    }

    @Test
    void hasReached_nothingForLong_isForgotten() {
        for (int i = 0; i < 10; i++) {
            failures.failed();
        }
        assertThat(failures.hasReached(0.5)).isTrue();

        ticker.turn(Duration.ofSeconds(40));
        assertThat(failures.hasReached(0.5)).isFalse();
    }

    @Test
    void add_manyThreads_losesNone() {
        Together.run(8, thread -> {
            for (int i = 0; i < 1000; i++) {
                if (thread < 2) {
                    failures.failed();
                } else {
                    failures.succeeded();
                }
            }
        });

        assertThat(failures.share()).isCloseTo(0.25, within(1e-9));
    }
}
