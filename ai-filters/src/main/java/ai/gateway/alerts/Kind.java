package ai.gateway.alerts;

import java.util.Locale;

/** What somebody may be told of. */
enum Kind {
    /** Requests fail, on a route or by a provider. */
    ERRORS,
    /** Answers take long. */
    LATENCY,
    /** Streams begin late. */
    FIRST_EVENT,
    /** The breaker of a pool's target does not close. */
    TARGET_DOWN,
    /** None of a pool's targets is asked. */
    POOL_DOWN;

    private final String word = name().toLowerCase(Locale.ROOT).replace('_', '-');

    /** As it is written. */
    String word() {
        return word;
    }
}
