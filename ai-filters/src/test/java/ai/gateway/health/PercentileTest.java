package ai.gateway.health;

import ai.gateway.testing.made.Seeds;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.Arrays;
import java.util.Random;

import static org.assertj.core.api.Assertions.assertThat;

class PercentileTest {

    private final HandTicker ticker = new HandTicker();
    private final Percentile p95 = Percentile.p95(ticker);

    @Test
    void nanos_nineteenSamples_areTooFew() {
        add(1, 19);
        assertThat(p95.nanos()).isEqualTo(-1);

        add(20, 20);
        assertThat(p95.nanos()).isEqualTo(19);
    }

    @Test
    void nanos_moreSamplesThanAreKept_goesByTheLatest() {
        add(1, 5000);

        // Of the last 512, or up to a round less: they are not sorted for every sample.
        assertThat(p95.nanos()).isBetween(5000L - 16 - 26, 5000L - 25);
    }

    @Test
    void nanos_samplesOlderThanTheWindow_areForgotten() {
        add(1001, 1100);
        ticker.turn(Duration.ofSeconds(50));
        add(1, 40);
        assertThat(p95.nanos()).isGreaterThan(1000);

        ticker.turn(Duration.ofSeconds(11));
        assertThat(p95.nanos()).isEqualTo(38);

        ticker.turn(Duration.ofMinutes(1));
        assertThat(p95.nanos()).isEqualTo(-1);
    }

    @Test
    void nanos_anySamplesInRounds_isTheRank() {
        Seeds.each(100, seed -> {
            Random random = new Random(seed);
            double quantile = 0.01 + 0.98 * random.nextDouble();
            Percentile any = new Percentile(quantile, 512, Duration.ofMinutes(1), ticker);
            long[] samples =
                    random.longs(16L * (2 + random.nextInt(30)), 0, 1_000_000).toArray();
            for (long sample : samples) {
                any.add(sample);
            }
            Arrays.sort(samples);
            assertThat(any.nanos()).isEqualTo(samples[(int) Math.ceil(quantile * samples.length) - 1]);
        });
    }

    @Test
    void add_manyThreads_staysAmongTheSamples() {
        Together.run(8, thread -> {
            for (int i = 0; i < 10_000; i++) {
                p95.add(100 + i % 100);
                assertThat(p95.nanos()).isBetween(-1L, 199L);
            }
        });

        assertThat(p95.nanos()).isBetween(190L, 199L);
    }

    private void add(int from, int to) {
        for (int i = from; i <= to; i++) {
            p95.add(i);
        }
    }
}
