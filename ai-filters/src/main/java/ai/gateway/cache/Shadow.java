package ai.gateway.cache;

import ai.gateway.recall.Kept;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.function.Consumer;

/**
 * How answers that would have been given to questions that mean the same fit to those that were given: by how near the
 * questions are, so that somebody can choose how near they must be.
 */
public final class Shadow {

    private static final int STEPS = 10;
    /** Who would have been answered is looked at from there on. */
    static final double LOWEST = 0.80;

    private static final double STEP = 0.02;

    private final AtomicLongArray hits = new AtomicLongArray(STEPS);
    private final AtomicLongArray agreed = new AtomicLongArray(STEPS);
    private final Agreement agreement;

    /** Whether two answers say the same. */
    @FunctionalInterface
    public interface Agreement {
        /** @param told is told, now or later; not at all where nobody can say */
        void judge(Kept one, Kept other, Consumer<Boolean> told);
    }

    /**
     * What there is to tell of questions that are at least so near.
     *
     * @param hits how often an answer would have been given again
     * @param agreed how often it said what the new one says
     */
    public record Line(double threshold, long hits, long agreed) {}

    Shadow(Agreement agreement) {
        this.agreement = agreement;
    }

    void compare(Meanings.Match would, Kept was) {
        int step = Math.max(0, Math.min(STEPS - 1, (int) ((would.score() - LOWEST) / STEP)));
        agreement.judge(would.answer().answer(), was, same -> {
            hits.incrementAndGet(step);
            if (same) {
                agreed.incrementAndGet(step);
            }
        });
    }

    /** From the lowest threshold to the highest. */
    public List<Line> report() {
        List<Line> lines = new ArrayList<>();
        long above = 0;
        long fitting = 0;
        for (int step = STEPS - 1; step >= 0; step--) {
            above += hits.get(step);
            fitting += agreed.get(step);
            lines.add(0, new Line(Math.round((LOWEST + step * STEP) * 100) / 100.0, above, fitting));
        }
        return lines;
    }
}
