package ai.gateway.app.accounts;

import ai.gateway.app.accounts.Fleet.Limit;
import ai.gateway.testing.FaultProxy;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import static org.assertj.core.api.Assertions.assertThat;

/** Limits and budgets that two processes share hold exactly: again and again, and while everything around them breaks. */
@Tag("heavy")
class ExactnessHeavyIT {

    private static final int SEEDS = Integer.getInteger("exact.seeds", 20);
    private static final int OFFERED = 5000;

    @TempDir
    Path directory;

    private final long seed = Long.getLong("exact.seed", System.nanoTime());

    @Test
    void limitOfRequests_offeredFiveTimes_isUsedUpAndNeverExceeded() {
        try (Fleet fleet = new Fleet(directory, SEEDS + 1, Limit.LARGE)) {
            fleet.inAProcessOfItsOwn(fleet.redisPort()).inAProcessOfItsOwn(fleet.redisPort());
            fleet.warmUp(SEEDS);
            for (int run = 0; run < SEEDS; run++) {
                for (String route : new String[] {"fixed", "sliding"}) {
                    Map<Integer, Integer> seen = Crowd.ask(OFFERED, seed + run, Talk.small(route, run), fleet.ports());
                    System.out.printf("seed %d, %s: %s%n", seed + run, route, seen);
                    assertThat(seen.get(200))
                            .as("seed %d, %s", seed + run, route)
                            .isBetween(990, Limit.LARGE.requests());
                }
            }
            fleet.drained("seed " + seed);
        }
    }

    @Test
    void budget_demandExceedsIt_isUsedUpAndNeverExceeded() {
        try (Fleet fleet = new Fleet(directory, SEEDS + 1, Limit.LARGE)) {
            fleet.inAProcessOfItsOwn(fleet.redisPort()).inAProcessOfItsOwn(fleet.redisPort());
            fleet.warmUp(SEEDS);
            for (int run = 0; run < SEEDS; run++) {
                Map<Integer, Integer> seen = Crowd.ask(OFFERED / 2, seed + run, Talk.anything(run), fleet.ports());
                System.out.printf("seed %d, money: %s%n", seed + run, seen);
            }
            Map<String, Long> used = fleet.drained("seed " + seed);
            for (int run = 0; run < SEEDS; run++) {
                System.out.printf(
                        "seed %d: %.3f %%%n", seed + run, Spend.of(used, run) * 100.0 / Limit.LARGE.nanoUsd());
                assertThat(Spend.of(used, run))
                        .as("seed %d", seed + run)
                        .isBetween(Limit.LARGE.nanoUsd() / 100 * 99, Limit.LARGE.nanoUsd());
            }
        }
    }

    /** Three of ten calls break; Redis stands still for a second now and then, and its answers to one of the two get lost. */
    @Test
    void budget_everythingBreaks_isNeverExceededAndNothingStaysHeld() throws Exception {
        try (Fleet fleet = new Fleet(directory, SEEDS + 1, Limit.LARGE);
                FaultProxy proxy = FaultProxy.to(fleet.redisPort())) {
            fleet.inAProcessOfItsOwn(fleet.redisPort()).inAProcessOfItsOwn(proxy.port());
            fleet.warmUp(SEEDS);
            CountDownLatch over = new CountDownLatch(1);
            Thread chaos = new Thread(() -> harm(fleet.sums.process(), proxy, over), "chaos");
            chaos.start();
            for (int run = 0; run < SEEDS; run++) {
                Map<Integer, Integer> seen = Crowd.ask(OFFERED / 2, seed + run, Talk.broken(run), fleet.ports());
                System.out.printf("seed %d, broken: %s%n", seed + run, seen);
            }
            over.countDown();
            chaos.join();
            Map<String, Long> used = fleet.drained("seed " + seed);
            long all = 0;
            for (int run = 0; run < SEEDS; run++) {
                long spent = Spend.of(used, run); // nothing, where all of the run fell into a stand-still
                System.out.printf("seed %d: %.3f %%%n", seed + run, spent * 100.0 / Limit.LARGE.nanoUsd());
                assertThat(spent).as("seed %d", seed + run).isLessThanOrEqualTo(Limit.LARGE.nanoUsd());
                all += spent;
            }
            assertThat(all).isPositive();
        }
    }

    private void harm(long redis, FaultProxy proxy, CountDownLatch over) {
        Random dice = new Random(seed);
        try {
            while (!over.await(1000, TimeUnit.MILLISECONDS)) {
                switch (dice.nextInt(4)) {
                    case 0 -> {
                        Signals.send("STOP", redis);
                        over.await(1, TimeUnit.SECONDS);
                        Signals.send("CONT", redis);
                    }
                    case 1 -> proxy.resetNow();
                    case 2 -> proxy.closeNow();
                    default -> proxy.stallNow();
                }
                over.await(300, TimeUnit.MILLISECONDS);
                proxy.heal();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            throw new AssertionError(e);
        } finally {
            proxy.heal();
        }
    }
}
