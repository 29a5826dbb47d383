package ai.gateway.mask;

/**
 * Whether a text that comes in pieces is JSON, as far as it has come. Some dialects have what a tool is given as a text of JSON,
 * others as its strings, one by one; and not every model that is asked for JSON answers so.
 */
final class JsonSoFar {

    private enum State {
        /** Nothing but white space has come. */
        OPEN,
        INSIDE,
        IN_STRING,
        ESCAPED,
        /** The last bracket was closed. */
        WHOLE,
        TEXT
    }

    private State state = State.OPEN;
    private int depth;

    /** Whether the next piece belongs to a text of JSON. Behind a whole one, another may begin with a piece of its own. */
    boolean take(String piece) {
        if (state == State.WHOLE && !piece.isBlank()) {
            state = State.OPEN;
        }
        for (int i = 0; i < piece.length() && state != State.TEXT; i++) {
            state = after(piece.charAt(i));
        }
        return state != State.TEXT;
    }

    private State after(char c) {
        return switch (state) {
            case OPEN, WHOLE -> isSpace(c) ? state : state == State.OPEN && isOpening(c) ? bracket(c) : State.TEXT;
            case INSIDE -> c == '"' ? State.IN_STRING : bracket(c);
            case IN_STRING -> c == '"' ? State.INSIDE : c == '\\' ? State.ESCAPED : State.IN_STRING;
            case ESCAPED -> State.IN_STRING;
            case TEXT -> State.TEXT;
        };
    }

    private State bracket(char c) {
        if (isOpening(c)) {
            depth++;
        } else if (c == '}' || c == ']') {
            depth--;
        }
        return depth > 0 ? State.INSIDE : State.WHOLE;
    }

    private static boolean isOpening(char c) {
        return c == '{' || c == '[';
    }

    private static boolean isSpace(char c) {
        return c == ' ' || c == '\n' || c == '\r' || c == '\t';
    }
}
