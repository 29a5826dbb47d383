package ai.gateway.redis;

import reactor.core.publisher.Mono;

import java.time.Duration;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;

/**
 * For how long Redis has said nothing. Its answers come in the order of the questions: as long as any come, the others are on
 * their way, however late a busy gateway gets to read them. So nobody gives up because of what this process is slow at.
 */
final class Silence {

    /** So many times as long is nobody waited for, whatever else is heard. */
    private static final int AT_LAST = 10;

    private final LongSupplier nanos;
    private volatile long heard;

    Silence(LongSupplier nanos) {
        this.nanos = nanos;
        this.heard = nanos.getAsLong();
    }

    /** An answer has come, whatever it says. */
    void heard() {
        heard = nanos.getAsLong();
    }

    /** Fails when Redis has been silent for so long since it was asked. */
    <T> Mono<T> atMost(Duration longest, Mono<T> question) {
        Mono<T> failed = Mono.error(() -> new TimeoutException("no answer for " + longest.toMillis() + " ms"));
        return Mono.defer(() -> {
            long now = nanos.getAsLong();
            return question.timeout(after(longest.toNanos(), now, now + AT_LAST * longest.toNanos()), failed);
        });
    }

    /** Comes after so long a silence since then, and no later than at last. */
    private Mono<Long> after(long longest, long since, long last) {
        long begun = heard - since > 0 ? heard : since;
        long now = nanos.getAsLong();
        long left = Math.min(begun + longest, last) - now;
        return left <= 0
                ? Mono.just(0L)
                : Mono.delay(Duration.ofNanos(left)).flatMap(tick -> {
                    long then = nanos.getAsLong();
                    // Where the process itself stood still, what has come meanwhile is still to be read.
                    boolean late = then - now - left > longest / 4;
                    return after(longest, late ? then : begun, last);
                });
    }
}
