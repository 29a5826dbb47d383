package ai.gateway.health;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntConsumer;

/** Several threads that begin at the same moment. */
final class Together {

    private Together() {}

    /** Ends when all have ended; fails when one has failed. */
    static void run(int threads, IntConsumer each) {
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            CyclicBarrier start = new CyclicBarrier(threads);
            List<Callable<Void>> work = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                int mine = i;
                work.add(() -> {
                    start.await();
                    each.accept(mine);
                    return null;
                });
            }
            for (Future<Void> done : pool.invokeAll(work)) {
                done.get();
            }
        } catch (Exception failed) {
            throw new AssertionError(failed);
        } finally {
            pool.shutdownNow();
        }
    }
}
