package ai.gateway.health;

import ai.gateway.testing.made.Seeds;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.Random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class PeakEwmaTest {

    private final HandTicker ticker = new HandTicker();
    private final PeakEwma average = new PeakEwma(Duration.ofSeconds(10), ticker);

    @Test
    void value_noSample_isZero() {
        assertThat(average.value()).isZero();
    }

    @Test
    void observe_higherSample_isTakenAtOnce() {
        average.observe(100);
        average.observe(900);

        assertThat(average.value()).isEqualTo(900);
    }

    @Test
    void observe_lowerSample_isApproachedByTheTimeThatHasPassed() {
        average.observe(900);
        ticker.turn(10_000);
        average.observe(100);

        double e = Math.exp(-1);
        assertThat(average.value()).isCloseTo(900 * e + 100 * (1 - e), within(1e-6));
    }

    @Test
    void observe_lowerSampleInTheSameMoment_changesNothing() {
        average.observe(900);
        average.observe(100);

        assertThat(average.value()).isEqualTo(900);
    }

    @Test
    void value_idle_fallsTowardsZero() {
        average.observe(900);

        ticker.turn(10_000);
        assertThat(average.value()).isCloseTo(900 * Math.exp(-1), within(1e-6));
        ticker.turn(Duration.ofHours(1));
        assertThat(average.value()).isCloseTo(0, within(1e-6));
    }

    @Test
    void value_readOften_forgetsNothing() {
        average.observe(900);
        for (int i = 0; i < 1000; i++) {
            ticker.turn(10);
            average.value();
        }
        average.observe(900);

        assertThat(average.value()).isCloseTo(900, within(1e-6));
    }

    @Test
    void observeAtLeast_lessThanIsKnown_changesNothing() {
        average.observe(900);
        average.observeAtLeast(800);

        assertThat(average.value()).isEqualTo(900);
    }

    @Test
    void observeAtLeast_moreThanIsLeftOfAnOldAverage_countsAgain() {
        average.observe(900);
        ticker.turn(Duration.ofMinutes(10));
        average.observeAtLeast(800);

        assertThat(average.value()).isCloseTo(800, within(1.0));
    }

    @Test
    void value_anySamples_isNeverAboveTheHighestNorBelowTheLowestButForIdling() {
        Seeds.each(200, seed -> {
            Random random = new Random(seed);
            HandTicker time = new HandTicker();
            PeakEwma any = new PeakEwma(Duration.ofSeconds(1 + random.nextInt(20)), time);
            double lowest = Double.MAX_VALUE;
            double highest = 0;
            for (int i = 0; i < 50; i++) {
                double sample = random.nextInt(1_000_000);
                lowest = Math.min(lowest, sample);
                highest = Math.max(highest, sample);
                time.turn(random.nextInt(5_000));
                any.observe(sample);
                assertThat(any.value()).isBetween(lowest - 1e-6, highest);
            }
        });
    }

    @Test
    void observe_manyThreads_keepsTheHighest() {
        Together.run(8, thread -> {
            for (int i = 0; i < 1000; i++) {
                average.observe(thread * 1000 + i);
            }
        });

        assertThat(average.value()).isEqualTo(7999);
    }
}
