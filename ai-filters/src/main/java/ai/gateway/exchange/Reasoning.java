package ai.gateway.exchange;

import org.jspecify.annotations.Nullable;

/**
 * How much a model shall think before it speaks. Some dialects say it in words, some in tokens; {@link #effort()} and
 * {@link #budget()} turn one into the other.
 *
 * @param enabled false forbids it; null leaves it to the model
 * @param level none, minimal, low, medium, high, xhigh, max; null where the client gave no word
 * @param tokens {@link Usage#ABSENT} where the client gave no number
 * @param shown whether the client wants to read the thoughts; null leaves it to the provider
 * @param summary how the thoughts are told, in the word of the client's dialect
 */
public record Reasoning(
        @Nullable Boolean enabled,
        @Nullable String level,
        long tokens,
        @Nullable Boolean shown,
        @Nullable String summary) {

    public static final Reasoning UNSAID = new Reasoning(null, null, Usage.ABSENT, null, null);

    private static final String[] LEVELS = {"none", "minimal", "low", "medium", "high", "xhigh", "max"};
    private static final long[] TOKENS = {0, 1024, 2048, 8192, 24576, 32768, 65536};

    /** Whether the client said anything about whether or how much to think. */
    public boolean isAsked() {
        return enabled != null || level != null || tokens != Usage.ABSENT;
    }

    public boolean isForbidden() {
        return Boolean.FALSE.equals(enabled) || "none".equals(level) || tokens == 0;
    }

    /** The word; for a number the nearest word that is not less. Null where neither was said. */
    public @Nullable String effort() {
        if (level != null || tokens == Usage.ABSENT) {
            return level != null ? level : Boolean.FALSE.equals(enabled) ? "none" : null;
        }
        for (int i = 0; i < TOKENS.length; i++) {
            if (tokens <= TOKENS[i]) {
                return LEVELS[i];
            }
        }
        return LEVELS[LEVELS.length - 1];
    }

    /** The number; for a word the number that stands for it. {@link Usage#ABSENT} where neither was said. */
    public long budget() {
        if (tokens != Usage.ABSENT || level == null) {
            return tokens;
        }
        for (int i = 0; i < LEVELS.length; i++) {
            if (LEVELS[i].equals(level)) {
                return TOKENS[i];
            }
        }
        return Usage.ABSENT;
    }
}
