package ai.gateway.exchange;

/**
 * Tokens of one answer, counted one way for all dialects. Parts are disjoint where they can be: {@code input} excludes
 * what came from or went to the provider's cache; {@code output} includes {@code reasoning}. Absent is not zero.
 */
public record Usage(long input, long cacheRead, long cacheWrite, long output, long reasoning) {

    /** The provider did not say. */
    public static final long ABSENT = -1;

    public static final Usage NONE = new Usage(ABSENT, ABSENT, ABSENT, ABSENT, ABSENT);

    /** Counts from the wire may be nonsense: what is negative was not said. */
    public Usage {
        input = Math.max(input, ABSENT);
        cacheRead = Math.max(cacheRead, ABSENT);
        cacheWrite = Math.max(cacheWrite, ABSENT);
        output = Math.max(output, ABSENT);
        reasoning = Math.max(reasoning, ABSENT);
    }

    public boolean isKnown() {
        return input != ABSENT || output != ABSENT;
    }

    /** All that the model read: fresh, from the cache, and into the cache. */
    public long prompt() {
        return Math.max(input, 0) + Math.max(cacheRead, 0) + Math.max(cacheWrite, 0);
    }

    public long total() {
        return prompt() + Math.max(output, 0);
    }

    /** Later counts replace earlier ones; what a later report leaves out stays as it was. */
    public Usage updatedBy(Usage later) {
        return new Usage(
                later.input != ABSENT ? later.input : input,
                later.cacheRead != ABSENT ? later.cacheRead : cacheRead,
                later.cacheWrite != ABSENT ? later.cacheWrite : cacheWrite,
                later.output != ABSENT ? later.output : output,
                later.reasoning != ABSENT ? later.reasoning : reasoning);
    }
}
