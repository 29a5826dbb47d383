package ai.gateway.pools;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.function.ToLongFunction;

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

    /**
     * What YAML reads as a number may have come by an exponent, and a zero that nobody wrote.
     *
     * @param reader of dollars as people write them
     */
    static long money(String name, BigDecimal dollars, ToLongFunction<String> reader) {
        try {
            return reader.applyAsLong(dollars.stripTrailingZeros().toPlainString());
        } catch (IllegalArgumentException e) {
            throw renamed(name, e);
        }
    }

    /** The same mistake under the name under which it was written here. */
    static IllegalArgumentException renamed(String name, IllegalArgumentException mistake) {
        String message = String.valueOf(mistake.getMessage());
        return new IllegalArgumentException(name + message.substring(message.indexOf(':')), mistake);
    }

    static void that(String name, Object value, boolean holds, String expected) {
        if (!holds) {
            throw new IllegalArgumentException(name + ": " + value + " (expected: " + expected + ")");
        }
    }
}
