package ai.gateway.health;

import ai.gateway.health.StateChange.Origin;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * A breaker that counts with Resilience4j. How long it stays open is kept here, by our ticker: the library has had a clock to
 * pass in only since 2.3, and hosts with 2.2 are welcome. Its events are not used either, because one listener makes it
 * build an event with a time stamp for every call; that the state has changed is noticed after each call instead.
 */
final class Resilience4jBreaker implements Breaker {

    /** For the library, which is never to half-open by itself, nor to take a long answer for a failure. */
    private static final Duration NEVER = Duration.ofDays(36_500);

    /** The library wants to see an exception, and does nothing with it. */
    @SuppressWarnings("StaticAssignmentOfThrowable") // without a stack trace, and never thrown
    private static final Throwable FAILED = new RuntimeException("failed", null, false, false) {};

    /** @param until when an open one lets somebody through to see, by the ticker */
    private record Known(State state, long until) {}

    private final String id;
    private final LongSupplier ticker;
    private final StateListener listener;
    /** The library's own lock would park an event loop that comes second; its way without one (2.3.0) loses its way. */
    private final Object counting = new Object();

    private final Shared<Known> known = new Shared<>(new Known(State.CLOSED, 0));
    private volatile CircuitBreaker circuit;
    private volatile long openNanos;

    Resilience4jBreaker(String id, BreakerSettings settings, LongSupplier ticker, StateListener listener) {
        this.id = id;
        this.ticker = ticker;
        this.listener = listener;
        this.circuit = circuit(id, settings);
        this.openNanos = settings.open().toNanos();
    }

    @Override
    public boolean tryAcquire() {
        Known now = notice();
        if (now.state == State.OPEN && (remaining(now) > 0 || !halfOpen())) {
            return false;
        }
        return circuit.tryAcquirePermission();
    }

    @Override
    public void release() {
        circuit.releasePermission();
    }

    @Override
    public void succeeded(long nanos) {
        synchronized (counting) {
            circuit.onSuccess(nanos, TimeUnit.NANOSECONDS);
        }
        notice();
    }

    @Override
    public void failed(long nanos) {
        synchronized (counting) {
            circuit.onError(nanos, TimeUnit.NANOSECONDS, FAILED);
        }
        notice();
    }

    @Override
    public State state() {
        Known now = notice();
        return now.state == State.OPEN && remaining(now) == 0 ? State.HALF_OPEN : now.state;
    }

    @Override
    public long remainingNanos() {
        return remaining(notice());
    }

    @Override
    public synchronized void open(Duration length) {
        long nanos = length.toNanos();
        if (nanos <= remainingNanos()) {
            return;
        }
        circuit.transitionToOpenState();
        Known last = known.swap(new Known(State.OPEN, ticker.getAsLong() + nanos));
        if (last.state != State.OPEN) {
            tell(last.state, State.OPEN, Origin.TOLD);
        }
    }

    @Override
    public synchronized void settings(BreakerSettings next) {
        CircuitBreaker successor = circuit(id, next);
        switch (notice().state) {
            case OPEN -> successor.transitionToOpenState();
            case HALF_OPEN -> {
                successor.transitionToOpenState();
                successor.transitionToHalfOpenState();
            }
            case CLOSED -> {}
        }
        openNanos = next.open().toNanos();
        circuit = successor;
    }

    /** One at a time, or the second would begin the library's count of those let through anew. */
    private synchronized boolean halfOpen() {
        Known now = notice();
        if (now.state != State.OPEN) {
            return true;
        }
        if (remaining(now) > 0) {
            return false;
        }
        circuit.transitionToHalfOpenState();
        notice();
        return true;
    }

    /** Whoever sees first that the library's state has changed says so, and an open one's time begins with it. */
    private Known notice() {
        while (true) {
            Known before = known.get();
            State state = state(circuit);
            if (state == before.state) {
                return before;
            }
            Known after = new Known(state, state == State.OPEN ? ticker.getAsLong() + openNanos : 0);
            if (known.replace(before, after)) {
                tell(before.state, state, Origin.SEEN);
                return after;
            }
        }
    }

    private long remaining(Known now) {
        return now.state == State.OPEN ? Math.max(0, now.until - ticker.getAsLong()) : 0;
    }

    private void tell(State from, State to, Origin origin) {
        listener.changed(new StateChange(id, from, to, origin));
    }

    private static State state(CircuitBreaker circuit) {
        return switch (circuit.getState()) {
            case OPEN, FORCED_OPEN -> State.OPEN;
            case HALF_OPEN -> State.HALF_OPEN;
            case CLOSED, DISABLED, METRICS_ONLY -> State.CLOSED;
        };
    }

    private static CircuitBreaker circuit(String id, BreakerSettings settings) {
        return CircuitBreaker.of(
                id,
                CircuitBreakerConfig.custom()
                        .slidingWindowType(CircuitBreakerConfig.SlidingWindowType.COUNT_BASED)
                        .slidingWindowSize(settings.window())
                        .minimumNumberOfCalls(Math.min(settings.minimumCalls(), settings.window()))
                        .failureRateThreshold((float) (settings.failureRate() * 100))
                        .slowCallDurationThreshold(NEVER)
                        .waitDurationInOpenState(NEVER)
                        .permittedNumberOfCallsInHalfOpenState(settings.probes())
                        .writableStackTraceEnabled(false)
                        .build());
    }
}
