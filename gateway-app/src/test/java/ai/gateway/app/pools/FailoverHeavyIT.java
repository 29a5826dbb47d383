package ai.gateway.app.pools;

import ai.gateway.app.pools.FailoverBench.Way;
import ai.gateway.testing.LeakCheck;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/** Every fault, every dialect, whole and streamed, many at a time; printed as a row of a table. */
@Tag("heavy")
@ExtendWith(LeakCheck.class)
class FailoverHeavyIT {

    private static final int REQUESTS = 2000;
    private static final int CLIENTS = 32;

    @Test
    void ask_firstFailsUnderLoad_secondAnswersAlways() throws Exception {
        List<Way> ways = Stream.of(Fault.values())
                .map(FailoverBench::ways)
                .flatMap(List::stream)
                .toList();
        ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
        try (FailoverBench bench = new FailoverBench()) {
            List<Future<?>> asked = new ArrayList<>();
            for (int i = 0; i < REQUESTS; i++) {
                Way way = ways.get(i % ways.size());
                String text = "answer " + i + " of many";
                asked.add(clients.submit(() -> {
                    bench.forget();
                    return bench.assertAnswered(way, text);
                }));
            }
            int wrong = 0;
            Throwable first = null;
            for (Future<?> each : asked) {
                try {
                    each.get(60, TimeUnit.SECONDS);
                } catch (java.util.concurrent.ExecutionException failed) {
                    wrong++;
                    first = first == null ? failed.getCause() : first;
                }
            }
            System.out.printf(
                    "| failover: %d of %d answered by another one, each text once and unmixed |%n",
                    REQUESTS - wrong, REQUESTS);
            assertThat(wrong).as("%s", first).isZero();
            bench.awaitQuiet();
            Settlements settlements = bench.gateway.bean(Settlements.class);
            System.out.printf(
                    "| failover: %d exchanges settled, %d of them twice |%n",
                    settlements.exchanges(), settlements.doubled());
            assertThat(settlements.exchanges()).isEqualTo(REQUESTS);
            assertThat(settlements.doubled()).isZero();
        } finally {
            clients.shutdownNow();
        }
    }
}
