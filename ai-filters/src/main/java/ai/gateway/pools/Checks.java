package ai.gateway.pools;

import java.time.Duration;

/** What values must be, told in the words in which they are written. */
final class Checks {

    private Checks() {}

    static void atLeast(String name, long value, long least) {
        that(name, value, value >= least, ">= " + least);
    }

    static void share(String name, double value) {
        that(name, value, value >= 0 && value <= 1, "0 to 1");
    }

    static void positive(String name, Duration value) {
        that(name, value, !value.isZero() && !value.isNegative(), "> 0");
    }

    static void that(String name, Object value, boolean holds, String expected) {
        if (!holds) {
            throw new IllegalArgumentException(name + ": " + value + " (expected: " + expected + ")");
        }
    }
}
