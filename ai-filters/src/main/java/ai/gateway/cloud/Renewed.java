package ai.gateway.cloud;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Keeps something that runs out: fetched when somebody first asks, once for all who wait, and anew ahead of its end while
 * the old one still serves. A client that gives up does not stop the fetch for the others.
 */
final class Renewed<T> {

    /** After an early renewal has failed, the old one serves so long before the next attempt. */
    private static final Duration PAUSE = Duration.ofSeconds(10);

    private final Mono<Lease<T>> fetch;
    private final Clock clock;
    private final AtomicReference<@Nullable Lease<T>> held = new AtomicReference<>();
    private final AtomicReference<@Nullable Mono<T>> underWay = new AtomicReference<>();
    private volatile Instant quietUntil = Instant.MIN;

    /** @param fetch must not block whoever subscribes to it */
    Renewed(Mono<Lease<T>> fetch, Clock clock) {
        this.fetch = fetch;
        this.clock = clock;
    }

    Mono<T> get() {
        Lease<T> lease = held.get();
        Instant now = clock.instant();
        if (lease == null || !now.isBefore(lease.until())) {
            return fetched();
        }
        if (!now.isBefore(lease.renewAt()) && !now.isBefore(quietUntil)) {
            fetched()
                    .subscribe(
                            fresh -> {}, failed -> quietUntil = clock.instant().plus(PAUSE));
        }
        return Mono.just(lease.value());
    }

    /** The fetch that is under way, or a new one. */
    private Mono<T> fetched() {
        AtomicReference<@Nullable Mono<T>> self = new AtomicReference<>();
        Mono<T> mine = fetch.doOnNext(held::set)
                .map(Lease::value)
                .doOnTerminate(() -> underWay.compareAndSet(self.get(), null)) // before anybody is told
                .cache();
        self.set(mine);
        Mono<T> others = underWay.compareAndExchange(null, mine);
        return others == null ? mine : others;
    }
}
