package ai.gateway.health;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/** When to look for what can be dropped: a flood of new ids must not make each of them look through all the others. */
final class Sweeps {

    private static final long BETWEEN = Duration.ofSeconds(10).toNanos();

    private final LongSupplier ticker;
    private final AtomicLong next;

    Sweeps(LongSupplier ticker) {
        this.ticker = ticker;
        this.next = new AtomicLong(ticker.getAsLong());
    }

    /** It is time, and nobody else is about it. */
    boolean isDue() {
        long now = ticker.getAsLong();
        long due = next.get();
        return now - due >= 0 && next.compareAndSet(due, now + BETWEEN);
    }
}
