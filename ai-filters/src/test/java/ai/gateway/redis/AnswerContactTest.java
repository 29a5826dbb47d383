package ai.gateway.redis;

import org.junit.jupiter.api.Test;

import java.time.Duration;

import static org.assertj.core.api.Assertions.assertThat;

class AnswerContactTest {

    private static final Duration SHORTEST = Duration.ofMillis(500);

    private final Exception silent = new Exception("silent");
    private long nanos = Duration.ofDays(1).toNanos();
    private final AnswerContact contact = new AnswerContact("answers", () -> nanos, SHORTEST);

    @Test
    void failed_theFirstTime_somebodyLooks_andNobodyWaits() {
        assertThat(contact.isLost()).isTrue();
        contact.made();
        assertThat(contact.isLost()).isFalse();

        assertThat(contact.failed(silent)).isTrue();
        assertThat(contact.failed(silent)).isFalse();
        assertThat(contact.isLost()).isTrue();
        assertThat(contact.takes()).isFalse();
    }

    @Test
    void failed_soonAfterItWasBack_isLeftAloneForLonger_untilItHasHeldForAWhile() {
        contact.made();
        for (int i = 0; i < 10; i++) {
            contact.failed(silent);
            assertThat(contact.pause()).isEqualTo(Duration.ofMillis(Math.min(30_000, 1000L << i)));
            contact.made();
        }
        nanos += Duration.ofMinutes(1).toNanos();

        contact.failed(silent);

        assertThat(contact.pause()).isEqualTo(SHORTEST);
    }

    @Test
    void refused_nothingIsOfferedForAWhile_thoughItIsThere() {
        contact.made();
        contact.refused(silent);
        assertThat(contact.isLost()).isFalse();
        assertThat(contact.takes()).isFalse();

        nanos += Duration.ofSeconds(10).toNanos();
        assertThat(contact.takes()).isTrue();
        contact.refused(silent);
        assertThat(contact.takes()).isFalse();

        contact.taken();
        assertThat(contact.takes()).isTrue();
    }
}
