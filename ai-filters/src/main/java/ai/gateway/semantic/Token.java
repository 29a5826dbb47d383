package ai.gateway.semantic;

/**
 * A word, a number or a sign as it was written.
 *
 * @param text in small letters, without accents
 */
record Token(String text, Kind kind, Shape shape, Gap gap) {

    enum Kind {
        WORD,
        NUMBER,
        SIGN
    }

    /** How capitals stand in it. */
    enum Shape {
        SMALL,
        CAPITAL,
        CAPITALS,
        MIXED
    }

    /** What stands before it; the later ones part more. */
    enum Gap {
        NONE,
        SPACE,
        CLAUSE,
        SENTENCE
    }

    boolean is(String other) {
        return text.equals(other);
    }
}
