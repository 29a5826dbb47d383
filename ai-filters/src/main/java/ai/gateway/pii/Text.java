package ai.gateway.pii;

/**
 * A text to look at, char by char. Digits of all scripts, full-width signs, and the many spaces and hyphens are those of
 * ASCII here; indices are those of the text.
 */
final class Text {

    /** What stands before the first char and behind the last one. */
    static final char NOTHING = 0;

    /** Scripts from here on have no spaces between words; what follows them begins a word. */
    private static final char FIRST_WITHOUT_SPACES = 0x2E80;

    private static final char FIRST_THAI = 0x0E00;
    private static final char LAST_KHMER = 0x109F;

    private static final char FIRST_FULL_WIDTH = 0xFF01;
    private static final char LAST_FULL_WIDTH = 0xFF5E;
    private static final int FULL_WIDTH = FIRST_FULL_WIDTH - '!';

    private static final char MINUS = 0x2212;

    private static final boolean[] WORD = new boolean[128];

    static {
        for (char c = 0; c < WORD.length; c++) {
            WORD[c] = isDigit(c) || isAsciiLetter(c);
        }
    }

    private final char[] chars;

    Text(String text) {
        this.chars = text.toCharArray();
        for (int i = 0; i < chars.length; i++) {
            if (chars[i] >= WORD.length) {
                chars[i] = plain(chars[i]);
            }
        }
    }

    int length() {
        return chars.length;
    }

    char at(int index) {
        return index >= 0 && index < chars.length ? chars[index] : NOTHING;
    }

    boolean isDigitAt(int index) {
        return isDigit(at(index));
    }

    boolean isWordAt(int index) {
        return isWord(at(index));
    }

    /** Whether a word begins or ends before that char. */
    boolean isBoundary(int index) {
        return !isWordAt(index - 1) || !isWordAt(index);
    }

    /** Index behind the letters and digits that begin there. */
    int wordEnd(int start) {
        int end = start;
        while (isWordAt(end)) {
            end++;
        }
        return end;
    }

    /** Index behind the digits that begin there. */
    int digitsEnd(int start) {
        int end = start;
        while (isDigitAt(end)) {
            end++;
        }
        return end;
    }

    String slice(int start, int end) {
        return new String(chars, start, end - start);
    }

    static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    static boolean isAsciiLetter(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }

    static boolean isHex(char c) {
        return isDigit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
    }

    static boolean isWord(char c) {
        if (c < WORD.length) {
            return WORD[c];
        }
        boolean spaced = c < FIRST_THAI || (c > LAST_KHMER && c < FIRST_WITHOUT_SPACES);
        return spaced && Character.isLetter(c);
    }

    static char lower(char c) {
        if (c < WORD.length) {
            return c >= 'A' && c <= 'Z' ? (char) (c | ' ') : c;
        }
        return Character.toLowerCase(Character.toUpperCase(c));
    }

    static char upper(char c) {
        return c >= 'a' && c <= 'z' ? (char) (c & ~' ') : c;
    }

    private static char plain(char c) {
        if (c >= FIRST_FULL_WIDTH && c <= LAST_FULL_WIDTH) {
            return (char) (c - FULL_WIDTH);
        }
        return switch (Character.getType(c)) {
            case Character.DECIMAL_DIGIT_NUMBER -> (char) ('0' + Character.digit(c, 10));
            case Character.SPACE_SEPARATOR -> ' ';
            case Character.DASH_PUNCTUATION -> '-';
            default -> c == MINUS ? '-' : c;
        };
    }
}
