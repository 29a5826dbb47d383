package ai.gateway.exchange;

/**
 * Tokens of one answer, counted one way for all dialects. Parts are disjoint where they can be: {@code input} excludes
 * what came from or went to the provider's cache; {@code output} includes {@code reasoning}. What of either was sound is
 * counted once more apart. Absent is not zero.
 *
 * @param besides what few answers tell
 */
public record Usage(
        long input,
        long cacheRead,
        long cacheWrite,
        long output,
        long reasoning,
        long audioInput,
        long audioOutput,
        Besides besides) {

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
        audioInput = Math.max(audioInput, ABSENT);
        audioOutput = Math.max(audioOutput, ABSENT);
    }

    /** Of what only reads. */
    public static Usage ofInput(long tokens) {
        return new Usage(tokens, ABSENT, ABSENT, ABSENT, ABSENT);
    }

    /** Of texts alone. */
    public Usage(long input, long cacheRead, long cacheWrite, long output, long reasoning) {
        this(input, cacheRead, cacheWrite, output, reasoning, ABSENT, ABSENT, Besides.NONE);
    }

    /** Of texts and sound alone. */
    public Usage(
            long input,
            long cacheRead,
            long cacheWrite,
            long output,
            long reasoning,
            long audioInput,
            long audioOutput) {
        this(input, cacheRead, cacheWrite, output, reasoning, audioInput, audioOutput, Besides.NONE);
    }

    public Usage withAudio(long ofInput, long ofOutput) {
        return new Usage(input, cacheRead, cacheWrite, output, reasoning, ofInput, ofOutput, besides);
    }

    public Usage with(Besides told) {
        return told.equals(besides)
                ? this
                : new Usage(input, cacheRead, cacheWrite, output, reasoning, audioInput, audioOutput, told);
    }

    public Usage withOutput(long tokens) {
        return new Usage(input, cacheRead, cacheWrite, tokens, reasoning, audioInput, audioOutput, besides);
    }

    public Usage withInput(long tokens) {
        return new Usage(tokens, cacheRead, cacheWrite, output, reasoning, audioInput, audioOutput, besides);
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

    /** Both together; what neither has said stays absent. */
    public Usage plus(Usage other) {
        return new Usage(
                sum(input, other.input),
                sum(cacheRead, other.cacheRead),
                sum(cacheWrite, other.cacheWrite),
                sum(output, other.output),
                sum(reasoning, other.reasoning),
                sum(audioInput, other.audioInput),
                sum(audioOutput, other.audioOutput),
                besides.plus(other.besides));
    }

    /** What is said of them together; absent when nothing is. */
    public static long sum(long one, long other) {
        return one == ABSENT ? other : other == ABSENT ? one : one + other;
    }

    /** Later counts replace earlier ones; what a later report leaves out stays as it was. */
    public Usage updatedBy(Usage later) {
        return later.equals(NONE)
                ? this
                : new Usage(
                        either(later.input, input),
                        either(later.cacheRead, cacheRead),
                        either(later.cacheWrite, cacheWrite),
                        either(later.output, output),
                        either(later.reasoning, reasoning),
                        either(later.audioInput, audioInput),
                        either(later.audioOutput, audioOutput),
                        besides.updatedBy(later.besides));
    }

    /** The first where it is said, else the other. */
    public static long either(long one, long other) {
        return one != ABSENT ? one : other;
    }
}
