package ai.gateway.dialect;

import java.util.zip.CRC32;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * Ids of tool calls in the form that a dialect takes. What has that form stays; anything else becomes the same new id
 * wherever it stands, so that a result still finds its call.
 */
public final class CallIds {

    private static final int SHORTEST = 9;
    private static final String DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz";

    private CallIds() {}

    /** Letters, digits, {@code _} and {@code -}, at most so many. */
    public static String fit(String id, int most) {
        if (!id.isEmpty() && id.length() <= most && isPlain(id)) {
            return id;
        }
        return "call_" + digest(id, 13);
    }

    /** Nine letters and digits, as Mistral wants them. */
    public static String nine(String id) {
        boolean plain = id.length() == SHORTEST && isPlain(id) && id.indexOf('_') < 0 && id.indexOf('-') < 0;
        return plain ? id : digest(id, SHORTEST);
    }

    /** A name of letters, digits and {@code _}, begun by a letter: as much of it as can be read, and what tells it from others. */
    static String plain(String name, int most) {
        StringBuilder plain = new StringBuilder("t_");
        for (int i = 0; i < name.length() && plain.length() < most; i++) {
            char c = name.charAt(i);
            plain.append(isPlain(c) && c != '-' ? c : '_');
        }
        return plain.append('_').append(digest(name, SHORTEST)).toString();
    }

    /** Whether all are letters, digits, {@code _} or {@code -}, the first a letter, and no more than so many. */
    public static boolean isPlain(String name, int most) {
        boolean named = !name.isEmpty() && (Character.isLetter(name.charAt(0)) || name.charAt(0) == '_');
        return named && name.length() <= most && isPlain(name);
    }

    private static boolean isPlain(String id) {
        for (int i = 0; i < id.length(); i++) {
            if (!isPlain(id.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isPlain(char c) {
        boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
        return letter || (c >= '0' && c <= '9') || c == '_' || c == '-';
    }

    private static String digest(String id, int length) {
        CRC32 crc = new CRC32();
        crc.update(id.getBytes(UTF_8));
        long bits = crc.getValue() << 32 | (id.hashCode() & 0xffffffffL);
        StringBuilder digits = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            digits.append(DIGITS.charAt((int) Long.remainderUnsigned(bits, DIGITS.length())));
            bits = Long.divideUnsigned(bits, DIGITS.length());
        }
        return digits.toString();
    }
}
