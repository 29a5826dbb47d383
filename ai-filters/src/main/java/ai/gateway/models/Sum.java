package ai.gateway.models;

import ai.gateway.exchange.Usage;

import java.util.ArrayList;
import java.util.List;

/** Adds up what is charged, and remembers what has no price. What would not fit is as much as fits. */
final class Sum {

    private static final long MILLIS = 1000;

    private long amount;
    private boolean charged;
    private final List<String> unpriced = new ArrayList<>(0);

    /** @param price {@link Usage#ABSENT} where it is not known */
    void add(String what, long number, long price) {
        if (number <= 0) {
            return;
        }
        if (price == Usage.ABSENT) {
            lacks(what);
        } else {
            charged = true;
            amount = Amounts.plus(amount, Amounts.times(number, price));
        }
    }

    /** What a thousandth of it comes to may be less than the smallest amount, and is rounded up to it. */
    void addMillis(String what, long number, long price) {
        long seconds = number / MILLIS;
        long rest = number % MILLIS;
        add(what, seconds, price);
        if (rest > 0) {
            long part = price == Usage.ABSENT ? price : (Amounts.times(rest, price) + MILLIS - 1) / MILLIS;
            add(what, 1, part < Usage.ABSENT ? Long.MAX_VALUE : part);
        }
    }

    void lacks(String what) {
        if (!unpriced.contains(what)) {
            unpriced.add(what);
        }
    }

    /** Whether there was anything to charge, priced or not. */
    boolean isEmpty() {
        return !charged && unpriced.isEmpty();
    }

    Cost toCost() {
        return new Cost(amount, unpriced);
    }
}
