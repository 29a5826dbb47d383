package ai.gateway.health;

import java.util.function.LongSupplier;

/** Makes the breaker of a target. */
@FunctionalInterface
public interface Breakers {

    /** @param listener is told of each change of state, on the thread that brought it about */
    Breaker make(String id, BreakerSettings settings, LongSupplier ticker, StateListener listener);

    /** For where there is no library of breakers. */
    static Breakers none() {
        return (id, settings, ticker, listener) -> Breaker.ALWAYS_CLOSED;
    }

    /** Only to be called where Resilience4j is on the class path. */
    static Breakers resilience4j() {
        return (id, settings, ticker, listener) -> new Resilience4jBreaker(id, settings, ticker, listener);
    }
}
