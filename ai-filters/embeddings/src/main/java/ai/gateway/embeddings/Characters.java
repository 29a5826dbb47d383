package ai.gateway.embeddings;

import java.text.Normalizer;

/**
 * What a model that was trained on uncased English sees of characters: the rules of BERT's basic tokeniser. They are applied
 * to one character at a time, because to normalise a run of marks as a whole takes the square of its length.
 */
final class Characters {

    private static final int FIRST_COMPOSED = 0xC0;
    private static final int REPLACEMENT = 0xFFFD;
    private static final int FIRST_ACCENT = 0x300;
    private static final int LAST_ACCENT = 0x36F;

    /** Blocks of Chinese characters, each of which is a word: first and last. */
    private static final int[] IDEOGRAPHS = {
        0x3400, 0x4DBF, 0x4E00, 0x9FFF, 0xF900, 0xFAFF, 0x20000, 0x2A6DF, 0x2A700, 0x2B73F, 0x2B740, 0x2B81F, 0x2B820,
        0x2CEAF, 0x2F800, 0x2FA1F
    };

    private Characters() {}

    static boolean isWhite(int c) {
        return c == ' ' || c == '\n' || c == '\t' || c == '\r' || Character.isSpaceChar(c);
    }

    /** Whether the model sees nothing of it: it is no character, or steers others. */
    static boolean isInvisible(int c) {
        if (c == REPLACEMENT) {
            return true;
        }
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.PRIVATE_USE,
                    Character.SURROGATE,
                    Character.UNASSIGNED -> true;
            default -> false;
        };
    }

    /** Whether it stands on another character, which the model sees without it. */
    static boolean isMark(int c) {
        return c >= FIRST_ACCENT && Character.getType(c) == Character.NON_SPACING_MARK;
    }

    /** Whether a word without this mark is for most readers the same. That is not so for the vowels of Hindi or Thai. */
    static boolean isAccent(int c) {
        return c >= FIRST_ACCENT && c <= LAST_ACCENT;
    }

    static boolean isIdeograph(int c) {
        if (c < IDEOGRAPHS[0]) {
            return false;
        }
        for (int i = 0; i < IDEOGRAPHS.length; i += 2) {
            if (c >= IDEOGRAPHS[i] && c <= IDEOGRAPHS[i + 1]) {
                return true;
            }
        }
        return false;
    }

    static boolean isPunctuation(int c) {
        if (c < 0x80) {
            return c > ' ' && c < 0x7F && !Character.isLetterOrDigit(c);
        }
        return switch (Character.getType(c)) {
            case Character.CONNECTOR_PUNCTUATION,
                    Character.DASH_PUNCTUATION,
                    Character.START_PUNCTUATION,
                    Character.END_PUNCTUATION,
                    Character.INITIAL_QUOTE_PUNCTUATION,
                    Character.FINAL_QUOTE_PUNCTUATION,
                    Character.OTHER_PUNCTUATION -> true;
            default -> false;
        };
    }

    static boolean isDecomposed(int c) {
        return c < FIRST_COMPOSED;
    }

    /** The letter and its marks, apart. */
    static String decomposed(int c) {
        return Normalizer.normalize(Character.toString(c), Normalizer.Form.NFD);
    }
}
