package ai.gateway.pii;

import java.util.List;

/**
 * A pattern of the user's, in the syntax of RE2.
 *
 * @param name what it finds, as an entity's name
 * @param context words of which one must stand near; none if empty
 * @param score from 0 to 1
 */
public record CustomPattern(String name, String pattern, List<String> context, double score) {

    private static final double DEFAULT_SCORE = 0.8;

    public CustomPattern {
        WordList.requireName("pattern", name);
        if (!(score >= 0 && score <= 1)) {
            throw new IllegalArgumentException("score of " + name + ": " + score + " (expected: 0 to 1)");
        }
        context = List.copyOf(context);
    }

    public CustomPattern(String name, String pattern) {
        this(name, pattern, List.of(), DEFAULT_SCORE);
    }
}
