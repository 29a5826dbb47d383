package ai.gateway.alerts;

import ai.gateway.alerts.Window.Mark;
import ai.gateway.alerts.Window.Sums;
import org.junit.jupiter.api.Test;

import java.time.Duration;

import static org.assertj.core.api.Assertions.assertThat;

class WindowTest {

    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Mark SLOW = new Mark(false, true, true, false);
    private static final Mark LATE = new Mark(false, false, true, true);

    @Test
    void sums_ofAllThatEndedOfLate() {
        Window window = new Window(MINUTE);
        window.add(1_000_000, Mark.FAILED);
        window.add(1_000_000, SLOW);
        window.add(1_030_000, LATE);
        window.add(1_030_000, Mark.ANSWERED);

        assertThat(window.sums(1_031_000)).isEqualTo(new Sums(4, 1, 1, 2, 1));
        assertThat(window.sums(1_031_000).answered()).isEqualTo(3);
    }

    @Test
    void sums_whatIsOlder_isForgotten_howeverLongNothingCame() {
        Window window = new Window(MINUTE);
        window.add(1_000_000, Mark.FAILED);
        window.add(1_040_000, SLOW);

        assertThat(window.sums(1_059_000).all()).isEqualTo(2);
        assertThat(window.sums(1_061_000)).isEqualTo(new Sums(1, 0, 1, 1, 0));
        assertThat(window.sums(1_101_000)).isEqualTo(Sums.NONE);
        assertThat(window.sums(1_000_000 + 7 * MINUTE.toMillis())).isEqualTo(Sums.NONE);

        window.add(1_000_000 + MINUTE.toMillis(), LATE); // the place of the first one
        assertThat(window.sums(1_000_000 + MINUTE.toMillis())).isEqualTo(new Sums(2, 0, 1, 2, 1));
    }

    @Test
    void windows_noMoreThanSoMany_andNoneThatIsIdle() {
        Windows windows = new Windows(2);
        windows.add(Subject.route("a"), MINUTE, 1_000_000, Mark.FAILED);
        windows.add(Subject.provider("a"), MINUTE, 1_000_000, Mark.FAILED);
        windows.add(Subject.route("b"), MINUTE, 1_000_000, Mark.FAILED);
        windows.add(Subject.route("a"), MINUTE, 1_050_000, Mark.ANSWERED);

        assertThat(windows.sums(1_000_000)).containsOnlyKeys(Subject.route("a"), Subject.provider("a"));
        assertThat(windows.sums(1_090_000).get(Subject.route("a"))).isEqualTo(new Sums(1, 0, 0, 0, 0));
        assertThat(windows.size()).isEqualTo(1);
    }

    @Test
    void windows_ofAnotherLength_beginAnew() {
        Windows windows = new Windows(2);
        windows.add(Subject.route("a"), MINUTE, 1_000_000, Mark.FAILED);
        windows.add(Subject.route("a"), Duration.ofMinutes(2), 1_000_000, Mark.ANSWERED);

        assertThat(windows.sums(1_000_000).get(Subject.route("a"))).isEqualTo(new Sums(1, 0, 0, 0, 0));
    }
}
