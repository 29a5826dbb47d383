package ai.gateway.condition;

/**
 * A piece of a condition's text.
 *
 * @param text what it says; of a quoted one, what is in the quotes
 * @param position of its first character, counted from 1
 */
record Token(Type type, String text, int position) {

    private static final int SHOWN = 40;

    enum Type {
        WORD,
        QUOTED,
        SYMBOL,
        END
    }

    /** A word or symbol of the language, in which there is nothing quoted. */
    boolean is(String expected) {
        return type != Type.QUOTED && text.equals(expected);
    }

    IllegalArgumentException wrong(String expected) {
        String shown = text.length() > SHOWN ? text.substring(0, SHOWN) + "…" : text;
        String what = switch (type) {
            case WORD, SYMBOL -> shown;
            case QUOTED -> Written.text(shown);
            case END -> "the end";
        };
        return wrong(position, what, expected);
    }

    static IllegalArgumentException wrong(int position, String what, String expected) {
        return new IllegalArgumentException("position " + position + ": " + what + " (expected: " + expected + ")");
    }
}
