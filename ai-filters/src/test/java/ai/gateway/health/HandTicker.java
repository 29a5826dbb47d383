package ai.gateway.health;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/** A ticker that is turned by hand. It begins shortly before it runs over, as one of the JDK's may. */
final class HandTicker implements LongSupplier {

    private final AtomicLong now =
            new AtomicLong(Long.MAX_VALUE - Duration.ofSeconds(1).toNanos());

    HandTicker turn(Duration by) {
        now.addAndGet(by.toNanos());
        return this;
    }

    HandTicker turn(long millis) {
        return turn(Duration.ofMillis(millis));
    }

    @Override
    public long getAsLong() {
        return now.get();
    }
}
