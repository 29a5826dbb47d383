package ai.gateway.app.console;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class HistogramTest {

    @Test
    void percentiles_areRightToSevenInAHundred() {
        Histogram times = new Histogram();
        for (int i = 1; i <= 1_000; i++) {
            times.add(i * 1_000L);
        }

        for (double share : new double[] {0.5, 0.95, 0.99}) {
            double right = share * 1_000_000;
            assertThat((double) times.micros(share)).isCloseTo(right, within(right * 0.08));
        }
    }

    @Test
    void ofNothing_isNotKnown_andExtremesStayWithin() {
        Histogram times = new Histogram();
        assertThat(times.micros(0.5)).isEqualTo(-1);

        times.add(0);
        assertThat(times.micros(1)).isLessThanOrEqualTo(100);
        times.add(Long.MAX_VALUE);
        assertThat(times.micros(1)).isGreaterThan(3_600_000_000L);
        assertThat(times.count()).isEqualTo(2);
    }

    @Test
    void sum_isAsIfAllWereInOne() {
        Histogram one = new Histogram();
        Histogram other = new Histogram();
        one.add(1_000);
        other.add(1_000_000);
        one.add(other);

        assertThat(one.count()).isEqualTo(2);
        assertThat(one.micros(0.5)).isLessThan(2_000);
        assertThat(one.micros(1)).isGreaterThan(900_000);
    }
}
