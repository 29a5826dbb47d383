package ai.gateway.account;

import ai.gateway.exchange.Usage;

/** What a token counts, by what it was: some cost more than others. */
public record Weights(double input, double cacheRead, double cacheWrite, double output) {

    public static final Weights EVEN = new Weights(1, 1, 1, 1);

    public Weights {
        check("input", input);
        check("cache-read", cacheRead);
        check("cache-write", cacheWrite);
        check("output", output);
    }

    private static void check(String name, double weight) {
        if (!(weight >= 0 && weight <= 1000)) {
            throw new IllegalArgumentException(name + ": " + weight + " (expected: 0 to 1000)");
        }
    }

    /** What a call with so many tokens may count at most. */
    long of(long prompt, long output) {
        if (this.equals(EVEN)) {
            long sum = prompt + output;
            return sum < 0 ? Long.MAX_VALUE : sum;
        }
        return (long) Math.ceil(prompt * Math.max(input, Math.max(cacheRead, cacheWrite)) + output * this.output);
    }

    /** What a call has counted. */
    long of(Usage usage) {
        if (this.equals(EVEN)) {
            return usage.total();
        }
        return (long) Math.ceil(Math.max(usage.input(), 0) * input
                + Math.max(usage.cacheRead(), 0) * cacheRead
                + Math.max(usage.cacheWrite(), 0) * cacheWrite
                + Math.max(usage.output(), 0) * output);
    }
}
