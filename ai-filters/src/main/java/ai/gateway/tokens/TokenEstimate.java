package ai.gateway.tokens;

/**
 * A guess at how many tokens a text has, from what its characters are: quick enough for an event loop, whatever the
 * length. Words of the common tokenisers are whole words with their leading space; a long word is several, and so is one
 * with capitals inside; digits go in threes, signs in small groups, ideographs nearly for themselves.
 *
 * <p>Tuned against o200k on recorded prompts; its test tells how well it does.
 */
public final class TokenEstimate {

    /** Letters of the alphabet that one token of a word may hold; a letter of another script counts for two of them. */
    private static final int LETTERS_PER_TOKEN = 9;

    private static final int DIGITS_PER_TOKEN = 3;
    private static final int SIGNS_PER_TOKEN = 4;

    private enum Kind {
        SPACE,
        LETTER,
        DIGIT,
        IDEOGRAPH,
        SIGN
    }

    private TokenEstimate() {}

    public static long of(CharSequence text) {
        long tokens = 0;
        int run = 0;
        char last = ' ';
        Kind before = Kind.SPACE;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            Kind kind = kind(c);
            if (kind != before || (isCapital(c) && isSmall(last))) {
                tokens += closed(before, run);
                run = 0;
                before = kind;
            }
            run += weight(kind, c);
            last = c;
        }
        return tokens + closed(before, run);
    }

    /** A line feed counts even where it stands alone. */
    private static int weight(Kind kind, char c) {
        return c == '\n' || (kind == Kind.LETTER && c >= 0x80) ? 2 : 1;
    }

    /** What a run of one kind of characters comes to. A single space belongs to the word after it. */
    private static long closed(Kind kind, int run) {
        return switch (kind) {
            case SPACE -> run > 1 ? 1 : 0;
            case LETTER -> (run + LETTERS_PER_TOKEN - 1) / LETTERS_PER_TOKEN;
            case DIGIT -> (run + DIGITS_PER_TOKEN - 1) / DIGITS_PER_TOKEN;
            case IDEOGRAPH -> (run * 5L + 5) / 6;
            case SIGN -> (run + SIGNS_PER_TOKEN - 1) / SIGNS_PER_TOKEN;
        };
    }

    private static Kind kind(char c) {
        if (c == ' ' || c == '\n' || c == '\t' || c == '\r') {
            return Kind.SPACE;
        }
        if (isSmall(c) || isCapital(c)) {
            return Kind.LETTER;
        }
        if (c >= '0' && c <= '9') {
            return Kind.DIGIT;
        }
        if (c < 0x80) {
            return Kind.SIGN;
        }
        return c >= 0x2E80 && c < 0xE000 ? Kind.IDEOGRAPH : Character.isLetter(c) ? Kind.LETTER : Kind.SIGN;
    }

    private static boolean isSmall(char c) {
        return c >= 'a' && c <= 'z';
    }

    private static boolean isCapital(char c) {
        return c >= 'A' && c <= 'Z';
    }
}
