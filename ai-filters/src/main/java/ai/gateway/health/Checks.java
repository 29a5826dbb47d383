package ai.gateway.health;

import java.time.Duration;

/** What settings must be. Messages say what came and what was expected. */
final class Checks {

    /** Nanoseconds of any more would not fit into a long. */
    private static final Duration LONGEST = Duration.ofDays(100_000);

    private Checks() {}

    static void atLeast(String name, int value, int least) {
        that(name, value, value >= least, ">= " + least);
    }

    static void positive(String name, Duration value) {
        that(
                name,
                value,
                !value.isNegative() && !value.isZero() && value.compareTo(LONGEST) <= 0,
                "> 0, at most 100,000 days");
    }

    static void that(String name, Object value, boolean holds, String expected) {
        if (!holds) {
            throw new IllegalArgumentException(name + ": " + value + " (expected: " + expected + ")");
        }
    }
}
