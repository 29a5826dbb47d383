package ai.gateway.health;

import ai.gateway.testing.made.Seeds;
import org.junit.jupiter.api.Test;

import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class AttemptBudgetTest {

    @Test
    void tryTake_full_tenAndNoMore() {
        AttemptBudget budget = AttemptBudget.ofRetries();

        assertThat(taken(budget, 20)).isEqualTo(10);
    }

    @Test
    void earn_fiveRequests_areOneRetry() {
        AttemptBudget budget = AttemptBudget.ofRetries();
        taken(budget, 10);

        earned(budget, 4);
        assertThat(budget.tryTake()).isFalse();
        earned(budget, 1);
        assertThat(taken(budget, 5)).isEqualTo(1);
    }

    @Test
    void earn_twentyRequests_areOneHedge() {
        AttemptBudget budget = AttemptBudget.ofHedges();
        taken(budget, 10);

        earned(budget, 19);
        assertThat(budget.tryTake()).isFalse();
        earned(budget, 1);
        assertThat(taken(budget, 5)).isEqualTo(1);
    }

    @Test
    void earn_anyNumber_savesNoMoreThanTheCap() {
        AttemptBudget budget = new AttemptBudget(0.2, 3);
        earned(budget, 1000);

        assertThat(taken(budget, 20)).isEqualTo(3);
    }

    @Test
    void budget_ofNothing_givesNothing() {
        AttemptBudget budget = new AttemptBudget(0, 0);
        earned(budget, 1000);

        assertThat(budget.tryTake()).isFalse();
    }

    @Test
    void budget_shareAboveOne_isRefused() {
        assertThatThrownBy(() -> new AttemptBudget(1.5, 1)).hasMessage("share: 1.5 (expected: >= 0 and <= 1)");
    }

    /** However requests and failures alternate. */
    @Test
    void tryTake_anyTraffic_neverMoreThanTheShareAndTheCap() {
        Seeds.each(200, seed -> {
            Random random = new Random(seed);
            AttemptBudget budget = AttemptBudget.ofRetries();
            int requests = 0;
            int extra = 0;
            for (int i = 0; i < 1000; i++) {
                if (random.nextInt(4) > 0) {
                    budget.earn();
                    requests++;
                } else if (budget.tryTake()) {
                    extra++;
                }
                assertThat(extra).isLessThanOrEqualTo(10 + requests / 5);
            }
        });
    }

    @Test
    void tryTake_manyThreads_exactlyWhatWasEarned() {
        AttemptBudget budget = new AttemptBudget(0.05, 100_000);
        taken(budget, 100_000);
        AtomicInteger extra = new AtomicInteger();

        Together.run(8, thread -> {
            for (int i = 0; i < 10_000; i++) {
                budget.earn();
                extra.addAndGet(budget.tryTake() ? 1 : 0);
            }
        });

        extra.addAndGet(taken(budget, 10_000));
        assertThat(extra).hasValue(80_000 / 20);
    }

    private static void earned(AttemptBudget budget, int requests) {
        for (int i = 0; i < requests; i++) {
            budget.earn();
        }
    }

    private static int taken(AttemptBudget budget, int attempts) {
        int taken = 0;
        for (int i = 0; i < attempts; i++) {
            taken += budget.tryTake() ? 1 : 0;
        }
        return taken;
    }
}
