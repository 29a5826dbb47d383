package ai.gateway.semantic;

/**
 * A word of a question.
 *
 * @param root the same for all its forms and for words of the same meaning
 * @param begins whether it begins a sentence
 */
record Word(String text, String root, Kind kind, boolean name, boolean begins) {

    enum Kind {
        /** Says what it is about. */
        CONTENT,
        /** Asks, or says that something is asked. */
        ASKING,
        FUNCTION,
        NEGATOR,
        NUMBER,
        DATE,
        SIGN
    }

    boolean is(Kind other) {
        return kind == other;
    }

    /** Whether the order of such words is part of what is asked. */
    boolean isItem() {
        return kind == Kind.CONTENT || kind == Kind.NUMBER || kind == Kind.DATE;
    }
}
