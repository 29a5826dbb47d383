package ai.gateway.health;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/** Until when a target or key is not asked, because it said so or because it refused. */
public final class Cooldown {

    private final LongSupplier ticker;
    private final AtomicLong until;

    public Cooldown(LongSupplier ticker) {
        this.ticker = ticker;
        this.until = new AtomicLong(ticker.getAsLong());
    }

    /** Not for that long from now on; a longer one that is under way stays. */
    public void begin(Duration length) {
        Checks.positive("cooldown", length);
        until.accumulateAndGet(ticker.getAsLong() + length.toNanos(), Cooldown::later);
    }

    public void end() {
        until.set(ticker.getAsLong());
    }

    public boolean isOn() {
        return remainingNanos() > 0;
    }

    /** 0 where it is over. */
    public long remainingNanos() {
        return Math.max(0, until.get() - ticker.getAsLong());
    }

    /** Tickers may run over, and so they are only compared by their difference. */
    private static long later(long one, long other) {
        return other - one > 0 ? other : one;
    }
}
