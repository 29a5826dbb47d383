package ai.gateway.delivery;

import ai.gateway.reach.AddressGuard;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

import java.time.Clock;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * What notices are delivered with.
 *
 * @param blocking where names of receivers are resolved, one attempt at a time
 * @param millis since 1970
 */
public record Means(AddressGuard guard, Post post, Patience patience, Scheduler blocking, LongSupplier millis)
        implements AutoCloseable {

    private static final Duration ANSWER = Duration.ofSeconds(5);
    private static final int THREADS = 4;
    private static final int WAITING = 10_000;
    private static final int IDLE_SECONDS = 60;

    /**
     * How long to go on.
     *
     * @param attempts of them all
     * @param first pause; each one after it is twice as long
     * @param longest pause
     */
    record Patience(int attempts, Duration first, Duration longest) {

        /** Some four minutes. */
        static final Patience USUAL = new Patience(8, Duration.ofSeconds(1), Duration.ofMinutes(2));
    }

    public static Means usual(AddressGuard guard) {
        Scheduler blocking =
                Schedulers.newBoundedElastic(THREADS, WAITING, "ai-webhooks", IDLE_SECONDS, /* daemon= */ true);
        return new Means(guard, new Post(ANSWER), Patience.USUAL, blocking, Clock.systemUTC()::millis);
    }

    @Override
    public void close() {
        blocking.dispose();
    }
}
