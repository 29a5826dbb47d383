package ai.gateway.health;

import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * The requests of a target that have no first event yet, and for how long they have been waiting on average. Averages of
 * what has come know nothing of a target that has stopped to answer; this does.
 *
 * <p>Nobody is kept in a list: n requests that began at s1 … sn are together n * now - (s1 + … + sn) old. Count and sum are
 * in one long, the count below, so that one atomic addition enters a request and one subtraction takes it out again. The
 * sum may run over: what is subtracted from it ran over in the same way, and only the age, which is small, is looked at.
 * The mean instead of the oldest is on purpose: one request that hangs among a hundred that do not says little.
 */
final class Waiting {

    /** A million at a time, and 44 bits for a sum of units of about a millisecond. */
    private static final int COUNT_BITS = 20;

    private static final long COUNT = (1L << COUNT_BITS) - 1;

    private static final int UNIT_BITS = 20;

    private final LongSupplier ticker;
    private final AtomicLong startsAndCount = new AtomicLong();

    Waiting(LongSupplier ticker) {
        this.ticker = ticker;
    }

    void enter(long start) {
        startsAndCount.addAndGet(packed(start));
    }

    void leave(long start) {
        startsAndCount.addAndGet(-packed(start));
    }

    int count() {
        return (int) (startsAndCount.get() & COUNT);
    }

    /** In nanoseconds, to about a millisecond; 0 where nobody waits. */
    long meanAge() {
        long both = startsAndCount.get();
        long count = both & COUNT;
        if (count == 0) {
            return 0;
        }
        long now = ticker.getAsLong() >> UNIT_BITS;
        long age = count * now - (both >> COUNT_BITS);
        long signed = age << COUNT_BITS >> COUNT_BITS;
        return (long) ((double) Math.max(0, signed) / count * (1L << UNIT_BITS));
    }

    private static long packed(long start) {
        return (start >> UNIT_BITS << COUNT_BITS) + 1;
    }
}
