package ai.gateway.injection;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Runs of base64 and of hexadecimal digits that turn out to be text; each becomes a line of its own. */
final class Codes {

    private static final int SHORTEST = 16;
    private static final int SHORTEST_TEXT = 8;

    /** The share of letters and blanks from which on bytes are text, in percent. */
    private static final int TEXT = 80;

    private Codes() {}

    static Letters base64(Letters letters) {
        Letters out = new Letters(0);
        int from = 0;
        while (from < letters.length()) {
            int to = from;
            while (isBase64(letters.at(to)) && to < letters.length()) {
                to++;
            }
            if (to - from >= SHORTEST) {
                add(out, decode(letters, from, to), letters.start(from), letters.end(to - 1));
            }
            from = Math.max(to, from + 1);
        }
        return out;
    }

    private static byte[] decode(Letters letters, int from, int to) {
        int length = (to - from) / 4 * 4 + ((to - from) % 4 == 1 ? 0 : (to - from) % 4);
        byte[] digits = new byte[length];
        for (int i = 0; i < length; i++) {
            char letter = letters.at(from + i);
            digits[i] = (byte) (letter == '-' ? '+' : letter == '_' ? '/' : letter);
        }
        return Base64.getDecoder().decode(digits);
    }

    /** Digits in twos, which may have blanks, colons or {@code 0x} between them. */
    static Letters hex(Letters letters) {
        Letters out = new Letters(0);
        int from = 0;
        while (from < letters.length()) {
            if (!isPair(letters, from) || isWordPart(letters.at(from - 1))) {
                from++;
                continue;
            }
            byte[] bytes = new byte[pairs(letters, from, null)];
            int to = pairs(letters, from, bytes);
            if (bytes.length >= SHORTEST_TEXT) {
                add(out, bytes, letters.start(from), letters.end(to - 1));
            }
            from = to;
        }
        return out;
    }

    /** How many pairs there are; with somewhere to put them, where they end. */
    private static int pairs(Letters letters, int from, byte @Nullable [] into) {
        int count = 0;
        int at = from;
        int end = from;
        while (isPair(letters, at)) {
            if (into != null) {
                into[count] = (byte) Integer.parseInt("" + letters.at(at) + letters.at(at + 1), 16);
            }
            count++;
            end = at + 2;
            at = next(letters, end);
        }
        return into == null ? count : end;
    }

    private static int next(Letters letters, int end) {
        int at = end;
        if (" :,".indexOf(letters.at(at)) >= 0) {
            at++;
        }
        return letters.at(at) == '0' && letters.small(at + 1) == 'x' ? at + 2 : at;
    }

    private static boolean isPair(Letters letters, int at) {
        return at + 1 < letters.length() && isHex(letters.at(at)) && isHex(letters.at(at + 1));
    }

    private static void add(Letters out, byte[] bytes, int start, int end) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        if (isText(text)) {
            out.add('\n', start, end);
            for (int i = 0; i < text.length(); i++) {
                out.add(text.charAt(i), start, end);
            }
        }
    }

    private static boolean isText(String text) {
        int letters = 0;
        for (int i = 0; i < text.length(); i++) {
            char letter = text.charAt(i);
            if (letter == 0xFFFD || (letter < ' ' && !Character.isWhitespace(letter))) {
                return false;
            }
            letters += Character.isLetter(letter) || letter == ' ' || letter == '\n' ? 1 : 0;
        }
        return text.length() >= SHORTEST_TEXT && 100 * letters >= TEXT * text.length();
    }

    private static boolean isBase64(char letter) {
        return isWordPart(letter) || letter == '+' || letter == '/' || letter == '-' || letter == '_';
    }

    private static boolean isWordPart(char letter) {
        return (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z') || (letter >= '0' && letter <= '9');
    }

    private static boolean isHex(char letter) {
        return letter < 0x80 && Character.digit(letter, 16) >= 0;
    }
}
