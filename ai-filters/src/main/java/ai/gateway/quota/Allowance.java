package ai.gateway.quota;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * How much somebody may use of something in a window: {@code 1000000 / 1d}, {@code 50 USD / month Europe/Berlin}.
 *
 * @param amount in units; money in billionths of a US dollar
 */
public record Allowance(Unit unit, long amount, Window window) {

    /** What is counted. */
    public enum Unit {
        REQUESTS,
        /** Those of the prompt and those of the answer. */
        TOKENS,
        INPUT_TOKENS,
        OUTPUT_TOKENS,
        /** Calls that are under way at the same time. */
        CONCURRENT,
        /** Billionths of a US dollar. */
        NANO_USD;

        /** As people are told of it; of money, in dollars. */
        public String word() {
            return this == NANO_USD ? "usd" : name().toLowerCase(Locale.ROOT);
        }
    }

    private static final int DOLLAR_DECIMALS = 9;
    private static final String DOLLARS = "USD";
    private static final String EXPECTED = "amount / window, such as ";

    public Allowance {
        if (amount < 0) {
            throw new IllegalArgumentException("amount: " + amount + " (expected: >= 0)");
        }
    }

    /** As a configuration has them: one after the other, each as {@link #requests} and its siblings read it. */
    public interface Reader {
        Allowance read(String text);
    }

    /** {@code 100 / 1m}. */
    public static Allowance requests(String text) {
        return counted(Unit.REQUESTS, text, text);
    }

    /** {@code 1000000 / 1d}, of the prompt and the answer; {@code 1000000 input / 1d} or {@code output} of one of them. */
    public static Allowance tokens(String text) {
        int slash = slash(text, "1000000 / 1d");
        String amount = text.substring(0, slash).strip();
        String window = text.substring(slash);
        if (amount.endsWith(" input")) {
            return counted(Unit.INPUT_TOKENS, without(amount, " input") + window, text);
        }
        if (amount.endsWith(" output")) {
            return counted(Unit.OUTPUT_TOKENS, without(amount, " output") + window, text);
        }
        return counted(Unit.TOKENS, text, text);
    }

    /** {@code 5}: so many at the same time. */
    public static Allowance concurrent(String text) {
        return new Allowance(Unit.CONCURRENT, whole(text.strip(), text), new Window.AtOnce());
    }

    /** {@code 100 USD / 30d}. */
    public static Allowance budget(String text) {
        int slash = slash(text, "100 USD / 30d");
        String amount = text.substring(0, slash).strip();
        if (!amount.toUpperCase(Locale.ROOT).endsWith(DOLLARS)) {
            throw wrong(text, "US dollars, such as 100 USD / 30d");
        }
        String dollars = without(amount, DOLLARS).strip();
        return new Allowance(Unit.NANO_USD, nanos(dollars, text), Windows.read(text.substring(slash + 1)));
    }

    /** @param where the name of the property, for the message of a mistake */
    public static List<Allowance> all(String where, List<String> texts, Reader reader) {
        List<Allowance> read = new ArrayList<>(texts.size());
        for (String text : texts) {
            try {
                read.add(reader.read(text));
            } catch (IllegalArgumentException mistake) {
                throw new IllegalArgumentException(where + ": " + mistake.getMessage(), mistake);
            }
        }
        return read;
    }

    private static Allowance counted(Unit unit, String text, String asWritten) {
        int slash = slash(text, "1000 / 1m");
        long amount = whole(text.substring(0, slash).strip(), asWritten);
        return new Allowance(unit, amount, Windows.read(text.substring(slash + 1)));
    }

    /** The first one: zones have slashes, too. */
    private static int slash(String text, String example) {
        int slash = text.indexOf('/');
        if (slash < 0) {
            throw wrong(text, EXPECTED + example);
        }
        return slash;
    }

    private static String without(String text, String ending) {
        return text.substring(0, text.length() - ending.length());
    }

    private static long whole(String digits, String text) {
        try {
            return notNegative(Long.parseLong(digits.replace("_", "")), text);
        } catch (NumberFormatException e) {
            throw wrong(text, "a whole number >= 0");
        }
    }

    private static long nanos(String dollars, String text) {
        BigDecimal amount;
        try {
            amount = new BigDecimal(dollars);
        } catch (NumberFormatException e) {
            throw wrong(text, "US dollars, such as 99.50 USD");
        }
        try {
            return notNegative(amount.movePointRight(DOLLAR_DECIMALS).longValueExact(), text);
        } catch (ArithmeticException e) {
            throw wrong(text, "at most nine digits after the point, and less than nine billion dollars");
        }
    }

    private static long notNegative(long amount, String text) {
        if (amount < 0) {
            throw wrong(text, "an amount >= 0");
        }
        return amount;
    }

    static IllegalArgumentException wrong(String text, String expected) {
        return new IllegalArgumentException(text.strip() + " (expected: " + expected + ")");
    }
}
