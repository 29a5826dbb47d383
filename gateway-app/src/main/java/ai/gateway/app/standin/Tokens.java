package ai.gateway.app.standin;

import java.util.Iterator;
import java.util.NoSuchElementException;

/** The stand-in's idea of a token: four characters. Simple, so that a test can do the sum in its head. */
final class Tokens {
    private static final int CHARS = 4;

    private Tokens() {}

    static int of(int chars) {
        return (chars + CHARS - 1) / CHARS;
    }

    static int of(String text) {
        return of(text.length());
    }

    /** The first tokens of a text; a surrogate pair is never cut in two. */
    static String head(String text, int tokens) {
        return text.substring(0, end(text, 0, tokens));
    }

    /** The text in pieces of that many tokens. */
    static Iterable<String> pieces(String text, int tokens) {
        return () -> new Iterator<>() {
            private int at;

            @Override
            public boolean hasNext() {
                return at < text.length();
            }

            @Override
            public String next() {
                if (!hasNext()) {
                    throw new NoSuchElementException();
                }
                int from = at;
                at = end(text, from, tokens);
                return text.substring(from, at);
            }
        };
    }

    private static int end(String text, int from, int tokens) {
        long wanted = from + (long) tokens * CHARS;
        if (wanted >= text.length()) {
            return text.length();
        }
        int end = (int) wanted;
        return end > from && Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end;
    }
}
