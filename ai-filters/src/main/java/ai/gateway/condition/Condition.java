package ai.gateway.condition;

/** A rule in the language of this package, read once and tested on many. */
public final class Condition {

    static final int MAX_LENGTH = 4096;

    private final Expression root;
    private final String text;

    private Condition(Expression root, String text) {
        this.root = root;
        this.text = text;
    }

    /** @throws IllegalArgumentException that says what is wrong, at which character, counted from 1, and what was expected */
    public static Condition parse(String text, Vocabulary vocabulary) {
        checkLength(text, "");
        Expression root = new Parser(new Tokens(Lexer.read(text)), vocabulary).whole();
        StringBuilder canonical = new StringBuilder();
        root.write(canonical, /* negated= */ false);
        checkLength(canonical, " when spaces and quotes are written out");
        return new Condition(root, canonical.toString());
    }

    public boolean test(Subject subject) {
        return root.test(subject);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Condition condition && root.equals(condition.root);
    }

    @Override
    public int hashCode() {
        return root.hashCode();
    }

    /** The canonical form, which reads as an equal condition. */
    @Override
    public String toString() {
        return text;
    }

    private static void checkLength(CharSequence text, String how) {
        if (text.length() > MAX_LENGTH) {
            throw new IllegalArgumentException(
                    "condition: " + text.length() + " characters" + how + " (expected: <= " + MAX_LENGTH + ")");
        }
    }
}
