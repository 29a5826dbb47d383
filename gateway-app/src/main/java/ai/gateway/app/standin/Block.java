package ai.gateway.app.standin;

/**
 * One block of an answer. {@code index} counts all blocks, {@code ordinal} those of its kind; a call's text is its arguments as JSON,
 * and only a call has a name and an id.
 */
record Block(int index, int ordinal, Kind kind, String text, String name, String id) {
    enum Kind {
        THINKING,
        TEXT,
        CALL
    }

    boolean is(Kind other) {
        return kind == other;
    }
}
