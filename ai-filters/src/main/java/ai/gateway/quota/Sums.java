package ai.gateway.quota;

/** Sums of amounts, none below 0: what is too much for a long is as much as there is. */
final class Sums {

    private Sums() {}

    static long add(long one, long other) {
        long sum = one + other;
        return sum < 0 ? Long.MAX_VALUE : sum;
    }
}
