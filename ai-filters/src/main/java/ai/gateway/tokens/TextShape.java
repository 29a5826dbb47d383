package ai.gateway.tokens;

import ai.gateway.wire.Json;

/**
 * What texts are made of, as far as it tells how many tokens they have. Words of the common tokenisers are whole words
 * with their leading space; a long word is several, and so is one with capitals inside; digits go in threes or one by one,
 * signs in small groups, ideographs nearly for themselves. One pass over the bytes as they lie in the JSON text.
 */
final class TextShape {

    /** Letters of the alphabet that one token of a word may hold; a letter of another script counts for two of them. */
    private static final int LETTERS_PER_TOKEN = 9;

    private static final int SIGNS_PER_TOKEN = 4;

    private static final byte SPACE = 0;
    private static final byte FEED = 1;
    private static final byte SMALL = 2;
    private static final byte CAPITAL = 3;
    private static final byte DIGIT = 4;
    private static final byte SIGN = 5;
    private static final byte ESCAPE = 6;
    private static final byte MORE = 7;
    private static final byte FOREIGN = 8;
    private static final byte IDEOGRAPH = 9;
    private static final byte EMOJI = 10;

    private static final byte[] KINDS = kinds();

    private long words;
    private long gaps;
    private long digits;
    private long digitGroups;
    private long signs;
    private long ideographs;

    private int run;
    private byte before = SPACE;

    /**
     * How many tokens o200k would make of it.
     *
     * @param digitsApart whether each digit is a token, as with some other tokenisers
     */
    double tokens(boolean digitsApart) {
        return words + gaps + signs + (digitsApart ? digits : digitGroups) + ideographs * 5 / 6.0;
    }

    /** Adds a value as it is read: a string without its quotes and escapes, anything else as the JSON text that it is. */
    void add(Json value) {
        int quote = value.isString() ? 1 : 0;
        add(value.document(), value.start() + quote, value.end() - quote);
    }

    /** Adds the inside of a JSON string, or a JSON text. */
    void add(byte[] bytes, int from, int to) {
        int i = from;
        while (i < to) {
            byte kind = KINDS[bytes[i] & 0xFF];
            if (kind == MORE) {
                i++;
            } else if (kind == ESCAPE && i + 1 < to) {
                i += escape(bytes, i + 1, to);
            } else {
                step(kind);
                i++;
            }
        }
        close();
        before = SPACE;
    }

    private void step(byte kind) {
        if (kind == SMALL) {
            if (before == SMALL || before == CAPITAL || before == FOREIGN) {
                run++;
            } else {
                close();
                run = 1;
            }
            before = SMALL;
        } else {
            other(kind);
        }
    }

    private void other(byte kind) {
        switch (kind) {
            case SPACE -> begin(SPACE, before == SPACE || before == FEED, 1);
            case FEED -> begin(FEED, before == SPACE || before == FEED, 2);
            case CAPITAL -> begin(CAPITAL, before == CAPITAL || before == FOREIGN, 1);
            case FOREIGN -> begin(FOREIGN, before == SMALL || before == CAPITAL || before == FOREIGN, 2);
            case DIGIT -> begin(DIGIT, before == DIGIT, 1);
            case IDEOGRAPH -> begin(IDEOGRAPH, before == IDEOGRAPH, 1);
            case EMOJI -> begin(IDEOGRAPH, before == IDEOGRAPH, 2);
            default -> begin(SIGN, before == SIGN, 1);
        }
    }

    private void begin(byte kind, boolean goesOn, int weight) {
        if (!goesOn) {
            close();
            run = 0;
        }
        run += weight;
        before = kind;
    }

    /** What a run of one kind of characters comes to. A single space belongs to the word after it; a line feed counts. */
    private void close() {
        switch (before) {
            case SPACE, FEED -> gaps += run > 1 ? 1 : 0;
            case SMALL, CAPITAL, FOREIGN -> words += (run + LETTERS_PER_TOKEN - 1) / LETTERS_PER_TOKEN;
            case DIGIT -> {
                digits += run;
                digitGroups += (run + 2) / 3;
            }
            case IDEOGRAPH -> ideographs += run;
            default -> signs += (run + SIGNS_PER_TOKEN - 1) / SIGNS_PER_TOKEN;
        }
        run = 0;
    }

    /** Steps over what follows a backslash and returns how much that was, with the backslash. */
    private int escape(byte[] bytes, int at, int to) {
        switch (bytes[at]) {
            case 'n', 'r' -> step(FEED);
            case 't' -> step(SPACE);
            case 'u' -> {
                if (at + 5 <= to) {
                    step(kind(hex(bytes, at + 1)));
                    return 6;
                }
            }
            default -> step(SIGN);
        }
        return 2;
    }

    private static int hex(byte[] bytes, int at) {
        int value = 0;
        for (int i = at; i < at + 4; i++) {
            value = (value << 4) | Math.max(Character.digit(bytes[i], 16), 0);
        }
        return value;
    }

    /** Of a character that was escaped; each half of a pair stands for one of the two that an emoji counts for. */
    private static byte kind(int c) {
        if (c < 0x80) {
            return KINDS[c] == ESCAPE ? SIGN : KINDS[c];
        }
        if (c >= 0x2E80 && c < 0xE000) {
            return IDEOGRAPH;
        }
        return Character.isLetter(c) ? FOREIGN : SIGN;
    }

    /** By the first byte of a character's UTF-8. */
    private static byte[] kinds() {
        byte[] kinds = new byte[256];
        for (int b = 0; b < 256; b++) {
            kinds[b] = b < 0x80 ? ascii(b) : first(b);
        }
        return kinds;
    }

    private static byte ascii(int c) {
        return switch (c) {
            case ' ', '\t' -> SPACE;
            case '\n', '\r' -> FEED;
            case '\\' -> ESCAPE;
            default -> {
                if (c >= 'a' && c <= 'z') {
                    yield SMALL;
                }
                if (c >= 'A' && c <= 'Z') {
                    yield CAPITAL;
                }
                yield c >= '0' && c <= '9' ? DIGIT : SIGN;
            }
        };
    }

    /** Signs of Latin-1 and of U+2000 to U+2E7F are signs; the rest are letters, as far as the first byte tells. */
    private static byte first(int b) {
        if (b < 0xC0) {
            return MORE;
        }
        if (b == 0xC2 || b == 0xE2) {
            return SIGN;
        }
        if (b < 0xE2) {
            return FOREIGN;
        }
        if (b >= 0xF0) {
            return EMOJI;
        }
        return b < 0xEE ? IDEOGRAPH : SIGN;
    }
}
