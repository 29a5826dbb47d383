package ai.gateway.quota;

import ai.gateway.quota.Window.AtOnce;
import ai.gateway.quota.Window.Fixed;
import ai.gateway.quota.Window.Lifetime;
import org.junit.jupiter.api.Test;

import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

class MemoryQuotasTest extends QuotasContract {

    private long time = 1_900_000_000_000L;
    private final MemoryQuotas quotas = new MemoryQuotas(() -> time, 10_000);

    @Override
    protected Quotas quotas() {
        return quotas;
    }

    @Override
    protected long now() {
        return time;
    }

    @Override
    protected void setClock(long millis) {
        time = millis;
    }

    @Test
    void counters_whoseWindowsAreOver_areForgotten() {
        for (int i = 0; i < 5000; i++) {
            use(List.of(claim("a" + i, new Fixed(1000), 10, 1), claim("b" + i, new AtOnce(), 10, 1)), 1);
        }
        assertThat(quotas.counters()).isGreaterThanOrEqualTo(5000);
        advance(1000);

        for (int i = 0; i < 10_000; i++) {
            use(claim("c" + (i % 5000), new Fixed(3_600_000), 10, 1), 1);
        }

        assertThat(quotas.counters()).isEqualTo(5000);
    }

    @Test
    void counters_aMillionOfThem_areBounded_andThoseThatLastStay() {
        Claim budget = claim("budget", new Lifetime(), 10, 4);
        Claim call = claim("call", new Fixed(60_000), 10, 10);
        use(budget, 4);
        reserve("open", call);

        for (int i = 0; i < 1_000_000; i++) {
            use(claim("flood" + i, new Fixed(60_000), 10, 1), 1);
        }

        assertThat(quotas.counters()).isLessThanOrEqualTo(10_000);
        assertThat(level(budget).used()).isEqualTo(4);
        assertThat(level(call).held()).isEqualTo(10);
    }

    @Test
    void sums_tooMuchForALong_doNotTurnNegative() {
        Claim huge = new Claim("huge", new Lifetime(), Long.MAX_VALUE, Long.MAX_VALUE - 1, false);
        use(huge, Long.MAX_VALUE - 1);
        use(huge, Long.MAX_VALUE - 1);

        assertThat(level(huge).used()).isEqualTo(Long.MAX_VALUE);
        assertThat(level(huge).left()).isZero();
    }
}
