package ai.gateway.recall;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.LongAdder;

/**
 * How answers that would have been given to questions that mean the same fit to those that were given: by how near the
 * questions are, so that somebody can choose how near they must be.
 */
public final class ShadowTally {

    private static final int STEPS = 10;
    private static final double STEP = 0.02;

    private final int lowest;
    private final LongAdder questions = new LongAdder();
    private final AtomicLongArray hits = new AtomicLongArray(STEPS);
    private final AtomicLongArray compared = new AtomicLongArray(STEPS);
    private final AtomicLongArray agreed = new AtomicLongArray(STEPS);

    /** @param usual how near they must be where nobody has chosen */
    ShadowTally(double usual) {
        this.lowest = (int) Math.round(100 * Math.min(usual, 1)) - STEPS;
    }

    /**
     * What there is to tell of questions that are at least so near.
     *
     * @param hits how often an answer would have been given again
     * @param compared how often it could be held against the new one
     * @param agreed how often it said what the new one says
     */
    public record Line(double threshold, long hits, long compared, long agreed) {}

    /** From how near on questions are looked at. */
    public double lowest() {
        return lowest / 100.0;
    }

    /** A question was asked. */
    public void asked() {
        questions.increment();
    }

    /** It would have been answered by what was kept. */
    public void hit(double score) {
        hits.incrementAndGet(step(score));
    }

    public void compared(double score, boolean same) {
        compared.incrementAndGet(step(score));
        if (same) {
            agreed.incrementAndGet(step(score));
        }
    }

    private int step(double score) {
        return Math.max(0, Math.min(STEPS - 1, (int) ((score - lowest()) / STEP)));
    }

    public long questions() {
        return questions.sum();
    }

    /** From the lowest threshold to the highest. */
    public List<Line> report() {
        List<Line> lines = new ArrayList<>();
        Line above = new Line(1, 0, 0, 0);
        for (int step = STEPS - 1; step >= 0; step--) {
            above = new Line(
                    (lowest + 2 * step) / 100.0,
                    above.hits + hits.get(step),
                    above.compared + compared.get(step),
                    above.agreed + agreed.get(step));
            lines.add(0, above);
        }
        return lines;
    }
}
