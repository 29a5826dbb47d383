package ai.gateway.app.accounts;

import ai.gateway.app.accounts.Fleet.Limit;
import ai.gateway.quota.Window;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Limits and budgets hold exactly, however many ask at the same time; the long version is {@link ExactnessHeavyIT}. */
class ExactnessTest {

    private static final int OFFERED = 300;

    @TempDir
    Path directory;

    private final long seed = System.nanoTime();
    private final String what = "seed " + seed;

    @Test
    void twoGatewaysWithOneRedis_manyClients_limitsAndBudgetsHoldToTheUnit() {
        try (Fleet fleet = new Fleet(directory, 2, Limit.SMALL)) {
            fleet.inThisProcess(fleet.redisPort()).inThisProcess(fleet.redisPort());
            fleet.warmUp(1);
            Map<Integer, Integer> fixed = Crowd.ask(OFFERED, seed, Talk.small("fixed", 0), fleet.ports());
            Map<Integer, Integer> sliding = Crowd.ask(OFFERED, seed, Talk.small("sliding", 0), fleet.ports());
            Crowd.ask(OFFERED, seed, Talk.anything(0), fleet.ports());
            Map<String, Long> used = fleet.drained(what);
            assertThat(fixed.get(200)).as(what).isBetween(1, Limit.SMALL.requests());
            assertThat(sliding.get(200)).as(what).isBetween(1, Limit.SMALL.requests());
            assertThat(Spend.of(used, 0)).as(what).isBetween(1L, Limit.SMALL.nanoUsd());
        }
    }

    @Test
    void oneGatewayInItsMemory_callsBreak_limitsAndBudgetsHoldToTheUnit() {
        String counter = "owner:acme/run-0 NANO_USD lifetime";
        Window forEver = new Window.Lifetime();
        try (Fleet fleet = new Fleet(directory, 1, Limit.SMALL)) {
            fleet.inThisProcess(0);
            Map<Integer, Integer> fixed = Crowd.ask(OFFERED, seed, Talk.small("fixed", 0), fleet.ports());
            Map<Integer, Integer> sliding = Crowd.ask(OFFERED, seed, Talk.small("sliding", 0), fleet.ports());
            Crowd.ask(OFFERED, seed, Talk.broken(0), fleet.ports());
            await(what)
                    .untilAsserted(() ->
                            assertThat(fleet.level(0, counter, forEver).held()).isZero());
            long used = fleet.level(0, counter, forEver).used();
            assertThat(fixed).as(what).isEqualTo(Map.of(200, 100, 429, 200));
            assertThat(sliding).as(what).isEqualTo(Map.of(200, 100, 429, 200));
            assertThat(used).as(what).isBetween(1L, Limit.SMALL.nanoUsd()).isEqualTo(Spend.of(fleet.written(), 0));
        }
    }
}
