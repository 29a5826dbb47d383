package ai.gateway.cloud;

import java.time.Duration;
import java.time.Instant;

/**
 * Something that is good for a while.
 *
 * @param renewAt from when on a new one is to be had while this one still serves
 * @param until from when on it does not serve
 */
record Lease<T>(T value, Instant renewAt, Instant until) {

    private static final Duration MOST_AHEAD = Duration.ofMinutes(5);
    private static final Duration MOST_ON_THE_WAY = Duration.ofSeconds(10);

    /** A request that is sent with it needs a moment to arrive, and what lives long is renewed minutes ahead. */
    static <T> Lease<T> of(T value, Instant now, Instant end) {
        Duration life = Duration.between(now, end);
        return new Lease<>(
                value,
                end.minus(least(MOST_AHEAD, life.dividedBy(4))),
                end.minus(least(MOST_ON_THE_WAY, life.dividedBy(10))));
    }

    private static Duration least(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
