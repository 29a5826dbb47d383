package ai.gateway.health;

import org.junit.jupiter.api.Test;

import java.time.Duration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class CooldownTest {

    private final HandTicker ticker = new HandTicker();
    private final Cooldown cooldown = new Cooldown(ticker);

    @Test
    void isOn_untilItsTime() {
        assertThat(cooldown.isOn()).isFalse();

        cooldown.begin(Duration.ofSeconds(5));
        ticker.turn(4_999);
        assertThat(cooldown.isOn()).isTrue();
        assertThat(cooldown.remainingNanos()).isEqualTo(1_000_000);
        ticker.turn(1);
        assertThat(cooldown.isOn()).isFalse();
        assertThat(cooldown.remainingNanos()).isZero();
    }

    @Test
    void begin_shorterThanTheOneUnderWay_changesNothing() {
        cooldown.begin(Duration.ofSeconds(5));
        cooldown.begin(Duration.ofSeconds(1));
        assertThat(cooldown.remainingNanos()).isEqualTo(Duration.ofSeconds(5).toNanos());

        cooldown.begin(Duration.ofSeconds(6));
        assertThat(cooldown.remainingNanos()).isEqualTo(Duration.ofSeconds(6).toNanos());
    }

    @Test
    void end_underWay_isOver() {
        cooldown.begin(Duration.ofSeconds(5));
        cooldown.end();

        assertThat(cooldown.isOn()).isFalse();
    }

    @Test
    void begin_noTime_isRefused() {
        assertThatThrownBy(() -> cooldown.begin(Duration.ZERO)).hasMessageStartingWith("cooldown: PT0S (expected: > 0");
    }
}
