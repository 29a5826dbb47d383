package ai.gateway.health;

import java.util.concurrent.atomic.LongAdder;

/** How calls have ended since the gateway began, for operators. Nothing is decided by it. */
public final class Tally {

    private final LongAdder answered = new LongAdder();
    private final LongAdder failed = new LongAdder();
    private final LongAdder unwanted = new LongAdder();

    public void answered() {
        answered.increment();
    }

    /** For whatever reason, be it not the target's fault. */
    public void failed() {
        failed.increment();
    }

    /** Nobody waited for the answer any more. */
    public void unwanted() {
        unwanted.increment();
    }

    public Counts counts() {
        return new Counts(answered.sum(), failed.sum(), unwanted.sum());
    }

    /** What was counted up to a moment. */
    public record Counts(long answered, long failed, long unwanted) {

        public long all() {
            return answered + failed + unwanted;
        }
    }
}
