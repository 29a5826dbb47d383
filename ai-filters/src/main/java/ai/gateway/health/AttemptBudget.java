package ai.gateway.health;

import java.util.concurrent.atomic.AtomicLong;

/**
 * How many attempts more than requests there may be. Each request earns a share of an extra attempt, up to a cap; each extra
 * attempt costs one. So retries cannot multiply the load on providers that fail because of their load, and hedges stay a
 * small part of the traffic. It begins full: the first request that fails may be tried again.
 */
public final class AttemptBudget {

    /** Shares are counted in whole numbers, so that nothing is lost however many count at once. */
    private static final long ONE = 1_000_000;

    private final long share;
    private final long cap;
    private final AtomicLong saved;

    /**
     * @param share what a request earns, between 0 and 1
     * @param cap how many extra attempts are saved at most
     */
    public AttemptBudget(double share, int cap) {
        Checks.that("share", share, share >= 0 && share <= 1, ">= 0 and <= 1");
        Checks.atLeast("cap", cap, 0);
        this.share = Math.round(share * ONE);
        this.cap = cap * ONE;
        this.saved = new AtomicLong(this.cap);
    }

    /** One retry for five requests. */
    public static AttemptBudget ofRetries() {
        return new AttemptBudget(0.2, 10);
    }

    /** One hedge for twenty requests. */
    public static AttemptBudget ofHedges() {
        return new AttemptBudget(0.05, 10);
    }

    /** A request has come. */
    public void earn() {
        long before;
        do {
            before = saved.get();
            if (before == cap) {
                return;
            }
        } while (!saved.compareAndSet(before, Math.min(cap, before + share)));
    }

    /** How many extra attempts are saved. */
    public double left() {
        return (double) saved.get() / ONE;
    }

    /** Whether there may be an extra attempt; it is paid for then. */
    public boolean tryTake() {
        long before;
        do {
            before = saved.get();
            if (before < ONE) {
                return false;
            }
        } while (!saved.compareAndSet(before, before - ONE));
        return true;
    }
}
