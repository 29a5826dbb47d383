package ai.gateway.recall;

import java.util.concurrent.atomic.LongAdder;

/** How often answers were found. */
public final class Tally {

    private final LongAdder hits = new LongAdder();
    private final LongAdder misses = new LongAdder();
    private final LongAdder kept = new LongAdder();
    private final LongAdder alike = new LongAdder();
    private final ShadowTally shadow;

    /** @param usual how near questions must be where nobody has chosen */
    public Tally(double usual) {
        this.shadow = new ShadowTally(usual);
    }

    /** @param inOtherWords whether it was an answer to another question, which means the same */
    public void hit(boolean inOtherWords) {
        hits.increment();
        if (inOtherWords) {
            alike.increment();
        }
    }

    public void missed() {
        misses.increment();
    }

    public void kept() {
        kept.increment();
    }

    public long hits() {
        return hits.sum();
    }

    public long misses() {
        return misses.sum();
    }

    /** Those hits whose question was asked in other words. */
    public long alike() {
        return alike.sum();
    }

    /** What would have been. */
    public ShadowTally shadow() {
        return shadow;
    }

    /** Answers that were kept. */
    public long keeps() {
        return kept.sum();
    }
}
