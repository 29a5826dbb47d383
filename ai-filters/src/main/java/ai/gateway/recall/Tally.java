package ai.gateway.recall;

import java.util.concurrent.atomic.LongAdder;

/** How often answers were found. */
public final class Tally {

    private final LongAdder hits = new LongAdder();
    private final LongAdder misses = new LongAdder();
    private final LongAdder kept = new LongAdder();

    public void hit() {
        hits.increment();
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

    /** Answers that were kept. */
    public long keeps() {
        return kept.sum();
    }
}
