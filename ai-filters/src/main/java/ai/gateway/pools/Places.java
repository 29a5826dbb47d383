package ai.gateway.pools;

import ai.gateway.exchange.Failure;
import ai.gateway.exchange.FailureCode;
import ai.gateway.health.Gate;
import ai.gateway.health.Overloaded;
import ai.gateway.health.Permit;
import reactor.core.publisher.Mono;

import java.time.Duration;

/** Waits for a place behind a gate, but never for longer than the exchange may take in all. */
final class Places {

    private Places() {}

    /**
     * Fails with what the client is told.
     *
     * @param total how long the exchange may take
     * @param since when it began, on the clock of {@link System#nanoTime}
     */
    static Mono<Permit> behind(Gate gate, Duration total, long since) {
        return gate.enter(nanosLeft(total, since))
                .onErrorMap(
                        Overloaded.class, error -> refused(error, total, since).asException());
    }

    static long nanosLeft(Duration total, long since) {
        return total.toNanos() - (System.nanoTime() - since);
    }

    private static Failure refused(Overloaded error, Duration total, long since) {
        boolean full = error.reason() == Overloaded.Reason.QUEUE_FULL;
        if (!full && nanosLeft(total, since) <= 0) {
            return Failure.of(
                    FailureCode.UPSTREAM_TIMEOUT,
                    "gateway: no place was free within " + total.toMillis() + " ms (total time-out)");
        }
        return Failure.of(
                FailureCode.OVERLOADED,
                "gateway: as many calls as may be are under way, and "
                        + (full ? "as many wait" : "none has ended in time") + " (try again)");
    }
}
