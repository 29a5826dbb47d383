package ai.gateway.app.accounts;

import ai.gateway.testing.Answer;
import ai.gateway.testing.RawHttp;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.TimeUnit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** What a Redis costs a call: one that is well, and one that stands still. Printed as rows of a table. */
@Tag("heavy")
class RedisFiguresHeavyIT {

    private static final int CALLS = Integer.getInteger("figures.calls", 1500);
    private static final int WARM = CALLS;

    @TempDir
    Path directory;

    @Test
    void redisIsWell_andThenStandsStill() throws Exception {
        try (Fleet fleet = new Fleet(directory, 1, Fleet.Limit.LARGE)) {
            fleet.inAProcessOfItsOwn(fleet.redisPort()).inAProcessOfItsOwn(0);
            int[] ports = fleet.ports();
            try (RawHttp shared = RawHttp.connect(ports[0]);
                    RawHttp alone = RawHttp.connect(ports[1])) {
                long[][] nanos = new long[2][CALLS];
                for (int i = 0; i < WARM; i++) {
                    status(shared); // one that has just begun may be too slow for its own patience
                    status(alone);
                }
                int refused = 0;
                for (int i = 0; i < CALLS; i++) {
                    nanos[1][i] = ask(alone, 200);
                    long began = System.nanoTime();
                    refused += status(shared) == 200 ? 0 : 1; // on a busy machine an answer may take too long
                    nanos[0][i] = System.nanoTime() - began;
                }
                assertThat(refused).isLessThan(CALLS / 20);
                double added = percentile(nanos[0], 50) - percentile(nanos[1], 50);
                System.out.printf(
                        "p50 with Redis %.3f ms, without %.3f ms, added %.3f ms (n = %d each, by turns; %d refused)%n",
                        percentile(nanos[0], 50), percentile(nanos[1], 50), added, CALLS, refused);
                standStill(fleet.sums.process(), shared);
            }
        }
    }

    /** What costs money is refused at once; who comes first waits for as long as one waits for an answer. */
    private static void standStill(long process, RawHttp client) throws Exception {
        Signals.send("STOP", process);
        double[] first = new double[5];
        for (int i = 0; i < first.length; i++) {
            first[i] = ask(client, 503) / 1e6;
        }
        long[] later = new long[500];
        for (int i = 0; i < later.length; i++) {
            later[i] = ask(client, 503);
        }
        Signals.send("CONT", process);
        long thawed = System.nanoTime();
        await().atMost(Duration.ofSeconds(20))
                .pollInterval(Duration.ofMillis(20))
                .until(() -> status(client) == 200);
        double back = (System.nanoTime() - thawed) / 1e9;
        System.out.printf("stands still: first calls %s ms%n", Arrays.toString(first));
        System.out.printf(
                "stands still: later calls p50 %.3f ms, p99 %.3f ms (n = %d, whole requests); shared again after %.2f s%n",
                percentile(later, 50), percentile(later, 99), later.length, back);
        assertThat(back).isLessThan(5);
        assertThat(first[0]).isLessThan(250);
    }

    private static int status(RawHttp client) {
        Answer answer = Talk.small("money", 0).take(client, new Random(0));
        return answer == null ? 0 : answer.status();
    }

    private static long ask(RawHttp client, int expected) {
        long began = System.nanoTime();
        int status = status(client);
        long nanos = System.nanoTime() - began;
        assertThat(status).isEqualTo(expected);
        return nanos;
    }

    private static double percentile(long[] nanos, int percent) {
        long[] sorted = nanos.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length * percent / 100] / (double) TimeUnit.MILLISECONDS.toNanos(1);
    }
}
