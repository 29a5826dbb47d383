package ai.gateway.semantic;

import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

import java.util.List;
import java.util.function.LongSupplier;

/**
 * Questions in the memory of this process. They are searched and changed on one thread, one after the other: changes wait for
 * searches there, and nobody else does.
 */
public final class MemoryQuestions implements Questions, AutoCloseable {

    private final VectorIndex index;
    private final int dimensions;
    private final LongSupplier clock;
    private final Scheduler thread = Schedulers.newSingle("ai-questions", /* daemon= */ true);

    /**
     * @param most questions in all partitions together: of more, those that were used longest ago are forgotten
     * @param dimensions that a vector has
     * @param clock in milliseconds since 1970
     */
    public MemoryQuestions(int most, int dimensions, LongSupplier clock) {
        this.index = new VectorIndex(most);
        this.dimensions = dimensions;
        this.clock = clock;
    }

    public int dimensions() {
        return dimensions;
    }

    @Override
    public Mono<List<Near>> near(String partition, float[] vector, int most) {
        return Mono.fromCallable(() -> {
                    checkDimensions(vector);
                    return index.near(partition, vector, most, clock.getAsLong());
                })
                .subscribeOn(thread);
    }

    /** @throws IllegalArgumentException where it has other dimensions */
    @Override
    public void keep(String partition, String id, float[] vector, long untilMillis) {
        checkDimensions(vector);
        thread.schedule(() -> index.put(partition, id, vector, untilMillis));
    }

    @Override
    public void touch(String partition, String id) {
        thread.schedule(() -> index.touch(partition, id));
    }

    @Override
    public void remove(String partition, String id) {
        thread.schedule(() -> index.remove(partition, id));
    }

    @Override
    public void close() {
        thread.dispose();
    }

    private void checkDimensions(float[] vector) {
        if (vector.length != dimensions) {
            throw new IllegalArgumentException(
                    "vector: " + vector.length + " dimensions (expected: " + dimensions + ")");
        }
    }
}
