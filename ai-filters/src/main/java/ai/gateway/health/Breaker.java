package ai.gateway.health;

import java.time.Duration;

/** Keeps requests away from a target that fails. Whoever was let through says once how it ended. */
public interface Breaker {

    enum State {
        /** Everybody is let through. */
        CLOSED,
        /** Nobody is. */
        OPEN,
        /** A few are, to see. */
        HALF_OPEN
    }

    /** Lets everybody through, and remembers nothing. */
    Breaker ALWAYS_CLOSED = new AlwaysClosed();

    /** Whether a request may go there now. */
    boolean tryAcquire();

    /** Who was let through has not asked the target, or does not know how it would have ended. */
    void release();

    void succeeded(long nanos);

    void failed(long nanos);

    /** {@link State#HALF_OPEN} as soon as the next one would be let through to see. */
    State state();

    /** How long nobody will be let through, in nanoseconds; 0 where the breaker is not open. */
    long remainingNanos();

    /** Opens it for that long, because somebody else has found out; one that is open for longer stays so. */
    void open(Duration length);

    /** From now on goes by these. An open breaker stays open for as long as it was to be; what it has counted is forgotten. */
    void settings(BreakerSettings next);
}
