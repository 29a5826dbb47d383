package ai.gateway.health;

import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;

/**
 * One call of one target, from {@link Health#tryBegin} to its end. However often and from whichever threads it is ended, it
 * ends once; somebody must end it, or it stays under way for ever.
 */
public final class Attempt {

    private static final int WAITING = 0;
    private static final int ANSWERING = 1;
    private static final int OVER = 2;

    private static final AtomicIntegerFieldUpdater<Attempt> PHASE =
            AtomicIntegerFieldUpdater.newUpdater(Attempt.class, "phase");

    private final Health health;
    private final long start;
    private volatile int phase = WAITING;
    private volatile long firstEvent;

    Attempt(Health health, long start) {
        this.health = health;
        this.start = start;
    }

    public Health health() {
        return health;
    }

    /**
     * The first event of the answer has come.
     *
     * @return the nanoseconds that it took; -1 where it had come before, or the attempt is over
     */
    public long firstEvent() {
        if (phase != WAITING) {
            return -1;
        }
        long now = health.now();
        firstEvent = now;
        if (!PHASE.compareAndSet(this, WAITING, ANSWERING)) {
            return -1;
        }
        health.answers(start, now - start);
        return now - start;
    }

    /** Since it began, in nanoseconds. */
    public long age() {
        return health.now() - start;
    }

    /**
     * The answer is complete.
     *
     * @param outputTokens how many tokens came in pieces; 0 where the answer came whole, which says nothing of their pace,
     *     or where nobody has counted
     */
    public void succeeded(long outputTokens) {
        firstEvent();
        if (PHASE.getAndSet(this, OVER) == OVER) {
            return;
        }
        long now = health.now();
        if (outputTokens > 1 && now - firstEvent > 0) {
            health.paced((double) (now - firstEvent) / (outputTokens - 1));
        }
        health.succeeded(now - start);
    }

    /** The target has not answered, or not to the end, and it is its own fault. */
    public void failed() {
        if (end()) {
            health.failed(age());
        }
    }

    /** The target is not to blame: the client has left, another attempt was faster, the request was wrong. */
    public void cancelled() {
        if (end()) {
            health.cancelled();
        }
    }

    private boolean end() {
        int before = PHASE.getAndSet(this, OVER);
        if (before == WAITING) {
            health.waitedInVain(start);
        }
        return before != OVER;
    }
}
