package ai.gateway.redis;

import java.util.function.LongSupplier;

/** What time it is for Redis, as far as this gateway knows: its own clock, put right by each answer. */
final class RedisTime {

    private final LongSupplier clock;
    private volatile long ahead;

    RedisTime(LongSupplier clock) {
        this.clock = clock;
    }

    long now() {
        return clock.getAsLong() + ahead;
    }

    void heard(long redis) {
        ahead = redis - clock.getAsLong();
    }
}
