package ai.gateway.health;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/** Until when a target or key is not asked, because it said so or because it refused. */
public final class Cooldown {

    /** A hundred refusals at once are one piece of news. */
    private static final long NO_NEWS = Duration.ofSeconds(1).toNanos();

    private final LongSupplier ticker;
    private final Consumer<Duration> listener;
    private final AtomicLong until;
    private final AtomicLong known;

    public Cooldown(LongSupplier ticker) {
        this(ticker, length -> {});
    }

    /** @param listener is told of those that begin here, unless they end at about the same time as what is known */
    Cooldown(LongSupplier ticker, Consumer<Duration> listener) {
        this.ticker = ticker;
        this.listener = listener;
        this.until = new AtomicLong(ticker.getAsLong());
        this.known = new AtomicLong(until.get());
    }

    /** Not for that long from now on; a longer one that is under way stays. */
    public void begin(Duration length) {
        Checks.positive("cooldown", length);
        long end = ticker.getAsLong() + length.toNanos();
        until.accumulateAndGet(end, Cooldown::later);
        long last = known.get();
        if (end - last > NO_NEWS && known.compareAndSet(last, end)) {
            listener.accept(length);
        }
    }

    /** The same, where somebody else has found out. */
    void told(Duration left) {
        long end = ticker.getAsLong() + left.toNanos();
        until.accumulateAndGet(end, Cooldown::later);
        known.accumulateAndGet(end, Cooldown::later);
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
