package ai.gateway.observe;

import ai.gateway.account.Demand;
import ai.gateway.quota.Allowance;
import ai.gateway.quota.Claim;
import ai.gateway.quota.Level;

/**
 * How full a counter is, as was last heard: by a call that claimed of it, or because somebody asked. Where several hear at the
 * same time, what any of them heard will do.
 */
final class Fill {

    private static final double DOLLAR = 1e9;

    /** So long it is shown as empty, for those who look once in a while. */
    private static final long EMPTY_MILLIS = 600_000;

    /** A budget that was taken away is asked for no more, and need not be shown for ever. */
    private static final long UNASKED_MILLIS = 86_400_000;

    private final String countedAs;
    private final boolean money;
    private final boolean atOnce;
    private volatile Allowance allowance;
    private volatile double counts;
    private volatile long until;
    private volatile long claimed;

    Fill(Demand demand) {
        this.countedAs = demand.countedAs();
        this.allowance = demand.allowance();
        this.money = allowance.unit() == Allowance.Unit.NANO_USD;
        this.atOnce = allowance.unit() == Allowance.Unit.CONCURRENT;
    }

    /** Whether that is counted here; how much there may be of it can change. */
    boolean counts(Allowance other) {
        Allowance mine = allowance;
        return mine.unit() == other.unit() && mine.window().equals(other.window());
    }

    void claimed(Allowance by, long now) {
        allowance = by;
        claimed = now;
    }

    /** How it stood when a call began: of calls at once, that says nothing as soon as one ends. */
    void began(Level level, long now) {
        if (!atOnce) {
            stands(level, now);
        }
    }

    void stands(Level level, long now) {
        counts = (double) level.used() + (double) level.held();
        until = atOnce || level.waitMillis() > Long.MAX_VALUE - now ? Long.MAX_VALUE : now + level.waitMillis();
    }

    /** Asks for nothing of it. */
    Claim claim() {
        Allowance now = allowance;
        return new Claim(countedAs, now.window(), now.amount(), /* need= */ 0, /* binding= */ false);
    }

    /** What is used and held of it; nothing once all of that is forgotten. */
    double used(long now) {
        return now < until ? inUnits(counts) : 0;
    }

    double most() {
        return inUnits((double) allowance.amount());
    }

    private double inUnits(double amount) {
        return money ? amount / DOLLAR : amount;
    }

    /** Whether nobody need see it any more. */
    boolean isOver(long now) {
        long unasked = now - claimed;
        return unasked > UNASKED_MILLIS || (unasked > EMPTY_MILLIS && used(now) == 0);
    }
}
