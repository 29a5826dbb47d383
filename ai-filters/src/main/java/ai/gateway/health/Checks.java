package ai.gateway.health;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.function.ToLongFunction;

/** What settings must be. Messages say what came and what was expected, in the words in which it is written. */
public final class Checks {

    /** Nanoseconds of any more would not fit into a long. */
    private static final Duration LONGEST = Duration.ofDays(100_000);

    private Checks() {}

    public static void atLeast(String name, long value, long least) {
        that(name, value, value >= least, ">= " + least);
    }

    public static void share(String name, double value) {
        that(name, value, value >= 0 && value <= 1, "0 to 1");
    }

    public static void positive(String name, Duration value) {
        that(
                name,
                value,
                !value.isNegative() && !value.isZero() && value.compareTo(LONGEST) <= 0,
                "> 0, at most 100,000 days");
    }

    /**
     * What YAML reads as a number may have come by an exponent, and a zero that nobody wrote.
     *
     * @param reader of dollars as people write them
     */
    public static long money(String name, BigDecimal dollars, ToLongFunction<String> reader) {
        try {
            return reader.applyAsLong(dollars.stripTrailingZeros().toPlainString());
        } catch (IllegalArgumentException e) {
            throw renamed(name, e);
        }
    }

    /** The same mistake under the name under which it was written. */
    public static IllegalArgumentException renamed(String name, IllegalArgumentException mistake) {
        String message = String.valueOf(mistake.getMessage());
        return new IllegalArgumentException(name + message.substring(message.indexOf(':')), mistake);
    }

    public static void that(String name, Object value, boolean holds, String expected) {
        if (!holds) {
            throw new IllegalArgumentException(name + ": " + value + " (expected: " + expected + ")");
        }
    }
}
