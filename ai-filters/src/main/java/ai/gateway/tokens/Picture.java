package ai.gateway.tokens;

import ai.gateway.wire.Json;
import org.jspecify.annotations.Nullable;

import java.util.Base64;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

/**
 * How large a picture is, as its header says.
 *
 * @param width in dots
 * @param height in dots
 */
record Picture(int width, int height) {

    /** What is decoded to find a header: all that PNG, GIF and WebP need. */
    private static final int SHORT = 48;

    /** A JPEG's size may stand behind a preview and a colour profile. */
    private static final int LONG = 96 * 1024;

    private static final String BASE64 = ";base64,";

    /** Of a picture in base64, in a data URL or bare; null where its header does not say, or is not there. */
    static @Nullable Picture of(Json source) {
        int from = start(source);
        int to = source.end() - 1;
        if (from < 0 || to - from < SHORT) {
            return null;
        }
        byte[] head = decode(source.document(), from, Math.min(to, from + SHORT));
        if (head.length > 2 && (head[0] & 0xFF) == 0xFF && (head[1] & 0xFF) == 0xD8) {
            return jpeg(decode(source.document(), from, Math.min(to, from + LONG)));
        }
        return head.length < 30 ? null : simple(head);
    }

    /** Where the base64 begins; negative where the string is an address. */
    static int start(Json source) {
        byte[] bytes = source.document();
        int from = source.start() + 1;
        if (starts(bytes, from, "data:")) {
            int data = indexOf(bytes, from, Math.min(source.end(), from + 200));
            return data < 0 ? -1 : data + BASE64.length();
        }
        boolean address = starts(bytes, from, "http") || starts(bytes, from, "gs:") || starts(bytes, from, "s3:");
        return address || source.end() - from < SHORT ? -1 : from;
    }

    private static @Nullable Picture simple(byte[] head) {
        if (starts(head, 1, "PNG")) {
            return picture(bigEndian(head, 16, 4), bigEndian(head, 20, 4));
        }
        if (starts(head, 0, "GIF")) {
            return picture(littleEndian(head, 6, 2), littleEndian(head, 8, 2));
        }
        return starts(head, 8, "WEBP") ? webp(head) : null;
    }

    private static @Nullable Picture webp(byte[] head) {
        if (starts(head, 12, "VP8X")) {
            return picture(littleEndian(head, 24, 3) + 1, littleEndian(head, 27, 3) + 1);
        }
        if (starts(head, 12, "VP8L")) {
            int bits = littleEndian(head, 21, 4);
            return picture((bits & 0x3FFF) + 1, ((bits >>> 14) & 0x3FFF) + 1);
        }
        return picture(littleEndian(head, 26, 2) & 0x3FFF, littleEndian(head, 28, 2) & 0x3FFF);
    }

    /** Goes from segment to segment to the one that begins a frame. */
    private static @Nullable Picture jpeg(byte[] bytes) {
        int at = 2;
        while (at + 9 < bytes.length && (bytes[at] & 0xFF) == 0xFF) {
            int marker = bytes[at + 1] & 0xFF;
            boolean frame = marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
            if (frame) {
                return picture(bigEndian(bytes, at + 7, 2), bigEndian(bytes, at + 5, 2));
            }
            at += marker == 0xFF ? 1 : 2 + bigEndian(bytes, at + 2, 2);
        }
        return null;
    }

    private static @Nullable Picture picture(int width, int height) {
        return width > 0 && height > 0 ? new Picture(width, height) : null;
    }

    /** A whole number of groups of four; empty where it is no base64. */
    private static byte[] decode(byte[] bytes, int from, int to) {
        byte[] text = new byte[(to - from) / 4 * 4];
        System.arraycopy(bytes, from, text, 0, text.length);
        try {
            return Base64.getMimeDecoder().decode(text);
        } catch (IllegalArgumentException notBase64) {
            return new byte[0];
        }
    }

    private static int indexOf(byte[] bytes, int from, int to) {
        int at = new String(bytes, from, to - from, ISO_8859_1).indexOf(BASE64);
        return at < 0 ? -1 : from + at;
    }

    private static boolean starts(byte[] bytes, int from, String text) {
        if (from + text.length() > bytes.length) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            if (bytes[from + i] != text.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private static int bigEndian(byte[] bytes, int at, int length) {
        int value = 0;
        for (int i = at; i < at + length; i++) {
            value = (value << 8) | (bytes[i] & 0xFF);
        }
        return value;
    }

    private static int littleEndian(byte[] bytes, int at, int length) {
        int value = 0;
        for (int i = at + length - 1; i >= at; i--) {
            value = (value << 8) | (bytes[i] & 0xFF);
        }
        return value;
    }
}
