package ai.gateway.models;

import ai.gateway.exchange.Usage;

import java.util.Arrays;
import java.util.List;

/** Rows of amounts, any of which may be absent. */
final class Amounts {

    private Amounts() {}

    static long[] absent(int size) {
        long[] amounts = new long[size];
        Arrays.fill(amounts, Usage.ABSENT);
        return amounts;
    }

    static void check(List<String> words, long... amounts) {
        for (int i = 0; i < amounts.length; i++) {
            if (amounts[i] < Usage.ABSENT) {
                throw new IllegalArgumentException(
                        words.get(i) + ": " + amounts[i] + " (expected: >= 0, or -1 where it is not known)");
            }
        }
    }

    /** Where the upper one says nothing, the lower one speaks. */
    static long[] over(long[] upper, long[] lower) {
        long[] amounts = lower.clone();
        for (int i = 0; i < amounts.length; i++) {
            if (upper[i] != Usage.ABSENT) {
                amounts[i] = upper[i];
            }
        }
        return amounts;
    }

    /** What the upper one says is taken out of the lower one. */
    static long[] without(long[] upper, long[] lower) {
        long[] amounts = lower.clone();
        for (int i = 0; i < amounts.length; i++) {
            if (upper[i] != Usage.ABSENT) {
                amounts[i] = Usage.ABSENT;
            }
        }
        return amounts;
    }

    /** Neither is negative; what would not fit is as much as fits. */
    static long times(long number, long amount) {
        long product = number * amount;
        return Math.multiplyHigh(number, amount) != 0 || product < 0 ? Long.MAX_VALUE : product;
    }

    /** Neither is negative; what would not fit is as much as fits. */
    static long plus(long one, long other) {
        long sum = one + other;
        return sum < 0 ? Long.MAX_VALUE : sum;
    }
}
