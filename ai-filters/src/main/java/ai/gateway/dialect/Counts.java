package ai.gateway.dialect;

import ai.gateway.wire.Json;

import static ai.gateway.exchange.Usage.ABSENT;

/** Token counts as answers report them. What cannot be a count was not said. */
public final class Counts {

    /** More than any context window and any batch: beyond it a number is not a count of tokens. */
    private static final long MOST = 1_000_000_000_000L;

    private Counts() {}

    public static long of(Json number) {
        long count = number.number(ABSENT);
        return count >= 0 && count <= MOST ? count : ABSENT;
    }

    /** The first that was said. */
    public static long first(long... counts) {
        for (long count : counts) {
            if (count != ABSENT) {
                return count;
            }
        }
        return ABSENT;
    }

    /** What is said of them together; ABSENT when nothing is. */
    public static long sum(long one, long other) {
        return one == ABSENT || other == ABSENT ? Math.max(one, other) : one + other;
    }

    /** What is left of a whole when a part of it is counted apart. */
    public static long without(long whole, long part) {
        return whole == ABSENT || part == ABSENT ? whole : Math.max(whole - part, 0);
    }

    /** A part can be no more than its whole. */
    public static long within(long part, long whole) {
        return part == ABSENT || whole == ABSENT ? part : Math.min(part, whole);
    }
}
