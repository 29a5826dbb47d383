package ai.gateway.judge;

import java.util.List;

/**
 * Why something should not pass.
 *
 * @param rule by which it was found, of a few that are known before: lower case with hyphens, such as {@code violence}
 * @param why in a few words that say nothing of the text; a client may read them
 * @param marks where it is, if that can be told: what they cover may be hidden, and the rest may pass
 */
public record Objection(String rule, String why, List<Mark> marks) {

    /**
     * A place.
     *
     * @param text which of the {@linkplain Matter#judged() texts that were judged}, from 0
     * @param start of its first character
     * @param end behind its last one
     * @param type what is there, in upper case: {@code EMAIL}
     */
    public record Mark(int text, int start, int end, String type) {}

    public Objection {
        marks = List.copyOf(marks);
    }

    /** To a text as a whole. */
    public Objection(String rule, String why) {
        this(rule, why, List.of());
    }

    /** One that needs no more words than its rule. */
    public static Objection to(String rule) {
        return new Objection(rule, rule);
    }
}
