package ai.gateway.pools;

import ai.gateway.health.Gate;
import ai.gateway.health.Permit;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.Objects;

import static org.assertj.core.api.Assertions.assertThat;

/** Whatever is written anew of the gateway's own limit, those who are in count. */
class OverloadGateTest {

    private final OverloadGate overload = new OverloadGate();

    @Test
    void of_queueAndPatienceAreOthers_thoseWhoAreInCount() {
        Gate before = Objects.requireNonNull(overload.of(new Pools.Overload(2, 0, Duration.ofSeconds(1))));
        Permit in = Objects.requireNonNull(before.tryEnter());

        Gate now = Objects.requireNonNull(overload.of(new Pools.Overload(1, 5, Duration.ofSeconds(9))));

        assertThat(now.inUse()).isEqualTo(1);
        assertThat(now.tryEnter()).isNull();
        in.close();
        assertThat(now.tryEnter()).isNotNull();
    }

    @Test
    void of_anyNumber_isNoGate() {
        assertThat(overload.of(new Pools.Overload(0, 0, Duration.ofSeconds(1)))).isNull();
    }
}
