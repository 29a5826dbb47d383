package ai.gateway.health;

import ai.gateway.testing.made.Seeds;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class WaitingTest {

    private static final long UNIT = 1L << 20;

    private final HandTicker ticker = new HandTicker();
    private final Waiting waiting = new Waiting(ticker);

    @Test
    void meanAge_nobodyWaits_isZero() {
        assertThat(waiting.count()).isZero();
        assertThat(waiting.meanAge()).isZero();
    }

    @Test
    void meanAge_oneHangs_isItsAge() {
        waiting.enter(ticker.getAsLong());
        ticker.turn(Duration.ofMinutes(10));

        assertThat(waiting.count()).isEqualTo(1);
        assertThat(waiting.meanAge()).isCloseTo(Duration.ofMinutes(10).toNanos(), within(UNIT));
    }

    @Test
    void meanAge_enteredLaterThanNowIs_isNotBelowZero() {
        waiting.enter(ticker.getAsLong() + 5 * UNIT);

        assertThat(waiting.meanAge()).isZero();
    }

    @Test
    void meanAge_anyComingAndGoing_isThatOfThoseWhoAreThere() {
        Seeds.each(200, seed -> {
            Random random = new Random(seed);
            HandTicker time = new HandTicker();
            Waiting any = new Waiting(time);
            List<Long> there = new ArrayList<>();
            for (int i = 0; i < 200; i++) {
                time.turn(random.nextInt(3_000));
                if (there.isEmpty() || random.nextInt(3) > 0) {
                    there.add(time.getAsLong());
                    any.enter(time.getAsLong());
                } else {
                    any.leave(there.remove(random.nextInt(there.size())));
                }
                double mean = there.stream()
                        .mapToLong(start -> time.getAsLong() - start)
                        .average()
                        .orElse(0);
                assertThat(any.count()).isEqualTo(there.size());
                assertThat((double) any.meanAge()).isCloseTo(mean, within((double) UNIT));
            }
        });
    }

    @Test
    void enterAndLeave_manyThreads_endWithNobody() {
        Together.run(8, thread -> {
            for (int i = 0; i < 10_000; i++) {
                long start = ticker.getAsLong() + (long) i * thread * UNIT;
                waiting.enter(start);
                waiting.leave(start);
            }
        });

        assertThat(waiting.count()).isZero();
        waiting.enter(ticker.getAsLong());
        ticker.turn(1000);
        assertThat(waiting.meanAge()).isCloseTo(Duration.ofSeconds(1).toNanos(), within(UNIT));
    }
}
