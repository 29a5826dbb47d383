package ai.gateway.wire;

import java.util.Arrays;

import static java.nio.charset.StandardCharsets.UTF_8;

/** What stands between the quotes of a string that has passed {@link JsonScanner}: compare it, decode it. */
final class JsonText {

    private JsonText() {}

    static String decode(byte[] bytes, int from, int to, boolean escaped) {
        if (!escaped) {
            return new String(bytes, from, to - from, UTF_8);
        }
        byte[] plain = unescape(bytes, from, to);
        return new String(plain, 0, plain.length, UTF_8);
    }

    static boolean same(byte[] bytes, int from, int to, boolean escaped, String text) {
        if (escaped) {
            return decode(bytes, from, to, true).equals(text);
        }
        int length = text.length();
        // UTF-8 never takes fewer bytes than UTF-16 takes chars.
        if (to - from < length) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            byte b = bytes[from + i];
            if (b != text.charAt(i)) {
                return b < 0 && decode(bytes, from, to, false).equals(text);
            }
        }
        return to - from == length;
    }

    /** UTF-8 without escapes. Never longer than what it came from; half a surrogate pair becomes U+FFFD. */
    static byte[] unescape(byte[] bytes, int from, int to) {
        byte[] out = new byte[to - from];
        int size = 0;
        int i = from;
        while (i < to) {
            byte b = bytes[i++];
            if (b != '\\') {
                out[size++] = b;
                continue;
            }
            byte kind = bytes[i++];
            if (kind != 'u') {
                out[size++] = plain(kind);
                continue;
            }
            int unit = hex(bytes, i);
            i += 4;
            if (Character.isHighSurrogate((char) unit) && lowFollows(bytes, i, to)) {
                unit = Character.toCodePoint((char) unit, (char) hex(bytes, i + 2));
                i += 6;
            }
            size = put(out, size, unit);
        }
        return Arrays.copyOf(out, size);
    }

    static boolean hasLoneSurrogate(byte[] bytes, int from, int to) {
        for (int i = from; i < to; i++) {
            if (bytes[i] != '\\' || bytes[++i] != 'u') {
                continue;
            }
            char unit = (char) hex(bytes, i + 1);
            boolean pair = Character.isHighSurrogate(unit) && lowFollows(bytes, i + 5, to);
            if (Character.isSurrogate(unit) && !pair) {
                return true;
            }
            i += pair ? 10 : 4;
        }
        return false;
    }

    /** Writes one code point as UTF-8 and returns the offset behind it. */
    static int put(byte[] out, int at, int codePoint) {
        int c = codePoint >= 0xD800 && codePoint <= 0xDFFF ? 0xFFFD : codePoint;
        int i = at;
        if (c < 0x80) {
            out[i++] = (byte) c;
            return i;
        }
        if (c < 0x800) {
            out[i++] = (byte) (0xC0 | (c >> 6));
        } else if (c < 0x10000) {
            out[i++] = (byte) (0xE0 | (c >> 12));
            out[i++] = (byte) (0x80 | ((c >> 6) & 0x3F));
        } else {
            out[i++] = (byte) (0xF0 | (c >> 18));
            out[i++] = (byte) (0x80 | ((c >> 12) & 0x3F));
            out[i++] = (byte) (0x80 | ((c >> 6) & 0x3F));
        }
        out[i++] = (byte) (0x80 | (c & 0x3F));
        return i;
    }

    private static byte plain(byte kind) {
        return switch (kind) {
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            default -> kind;
        };
    }

    private static boolean lowFollows(byte[] bytes, int i, int to) {
        return i + 6 <= to
                && bytes[i] == '\\'
                && bytes[i + 1] == 'u'
                && Character.isLowSurrogate((char) hex(bytes, i + 2));
    }

    private static int hex(byte[] bytes, int i) {
        return (digit(bytes[i]) << 12) | (digit(bytes[i + 1]) << 8) | (digit(bytes[i + 2]) << 4) | digit(bytes[i + 3]);
    }

    /** The value of a hex digit, or -1. */
    static int digit(byte b) {
        return Character.digit(b, 16);
    }
}
