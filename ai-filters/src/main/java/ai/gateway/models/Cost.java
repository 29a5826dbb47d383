package ai.gateway.models;

import java.util.List;

/**
 * What a call comes to by a price list: never less than nothing, and never more than a long holds.
 *
 * @param amount {@link Usd}
 * @param unpriced what it used of which the list says nothing, in words such as {@code input} or {@code search}; the amount
 *     leaves it out
 */
public record Cost(long amount, List<String> unpriced) {

    public static final Cost NOTHING = new Cost(0, List.of());

    private static final long PICO_PER_NANO = 1000;
    private static final long ONE = 1_000_000;

    public Cost {
        if (amount < 0) {
            throw new IllegalArgumentException("amount: " + amount + " (expected: >= 0)");
        }
        unpriced = List.copyOf(unpriced);
    }

    public static Cost of(long amount) {
        return new Cost(amount, List.of());
    }

    /** Whether the list has a price for all that was used. */
    public boolean isPriced() {
        return unpriced.isEmpty();
    }

    /** So many times as much, rounded up. */
    public Cost timesMillionths(long factor) {
        if (factor == ONE) {
            return this;
        }
        long whole = Amounts.times(amount / ONE, factor);
        long rest = Amounts.times(amount % ONE, factor);
        long up = rest / ONE + (rest % ONE == 0 ? 0 : 1);
        return new Cost(Amounts.plus(whole, up), unpriced);
    }

    /** In billionths of a dollar, rounded up: the only rounding that there is. */
    public long nanoUsd() {
        return amount / PICO_PER_NANO + (amount % PICO_PER_NANO == 0 ? 0 : 1);
    }
}
