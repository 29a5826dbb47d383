package ai.gateway.health;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Against a target that answers {@code slots} requests at a time, each within 200 ms, and makes the others wait. */
class AdaptiveLimitTest {

    private static final long SERVICE = 200_000_000;

    private final HandTicker ticker = new HandTicker();
    private final AdaptiveLimit limit = new AdaptiveLimit(new AdaptiveLimit.Settings(2, 1000, 20, 1.5, 0.2), ticker);

    @Test
    void observe_moreAskedThanTheTargetBears_staysNearTheKnee() {
        load(40, 10_000, 600);

        // The knee is at 40; a queue of half as many again is tolerated.
        assertThat(limit.limit()).isBetween(40, 90);
    }

    @Test
    void observe_targetLosesMostOfItsSlots_shrinksAndRecovers() {
        load(40, 10_000, 300);
        int healthy = limit.limit();

        load(5, 10_000, 120);
        assertThat(limit.limit()).isLessThan(healthy / 3);

        load(40, 10_000, 300);
        assertThat(limit.limit()).isBetween(40, 90);
    }

    @Test
    void observe_targetBearsEverything_growsToTheMaximum() {
        load(100_000, 100_000, 2000);

        assertThat(limit.limit()).isEqualTo(1000);
    }

    @Test
    void observe_fewAreUnderWay_learnsNothing() {
        load(1000, 5, 600);

        assertThat(limit.limit()).isEqualTo(20);
    }

    @Test
    void observe_targetStandsStill_doesNotGoBelowTheMinimum() {
        load(40, 10_000, 60);
        for (int i = 0; i < 200; i++) {
            ticker.turn(1000);
            for (int call = 0; call < 10; call++) {
                limit.observe(SERVICE * 1000, limit.limit());
            }
        }

        assertThat(limit.limit()).isBetween(2, 4);
    }

    @Test
    void observe_hoursOfOverload_doesNotTakeTheQueueForUsual() {
        load(40, 10_000, 3 * 3600);

        assertThat(limit.limit()).isBetween(40, 200);
    }

    @Test
    void observe_allAnswersGetLongerForGood_getsUsedToIt() {
        load(40, 10_000, 300);
        load(40, 10_000, 3 * 3600, 3);

        assertThat(limit.limit()).isBetween(40, 90);
    }

    @Test
    void observe_manyThreads_staysWithinItsBounds() {
        Together.run(8, thread -> {
            for (int i = 0; i < 5_000; i++) {
                ticker.turn(10);
                assertThat(limit.observe(SERVICE, 20)).isBetween(2, 1000);
            }
        });
        assertThat(limit.limit()).isGreaterThan(20);
    }

    @Test
    void settings_initialOutOfBounds_isRefused() {
        assertThatThrownBy(() -> new AdaptiveLimit.Settings(2, 10, 20, 1.5, 0.2))
                .hasMessage("initial: 20 (expected: 2 to 10)");
    }

    /** Second by second: as many as wish to and may are under way, and take longer by as much as they are too many. */
    private void load(int slots, int wishing, int seconds) {
        load(slots, wishing, seconds, 1);
    }

    private void load(int slots, int wishing, int seconds, int longer) {
        for (int second = 0; second < seconds; second++) {
            ticker.turn(1000);
            int inFlight = Math.min(wishing, limit.limit());
            long nanos = SERVICE * longer * Math.max(slots, inFlight) / slots;
            for (int call = 0; call < 10; call++) {
                limit.observe(nanos, inFlight);
            }
        }
    }
}
