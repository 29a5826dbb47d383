package ai.gateway.cache;

import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * The fingerprint of a question, of parts that are put in one after the other. Each comes with its kind and its length, so that
 * no two different rows of parts make the same bytes.
 */
final class Print {

    private byte[] bytes = new byte[1024];
    private int size;

    Print put(@Nullable String text) {
        if (text == null) {
            return kind('0');
        }
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        return kind('s').raw(utf8, 0, utf8.length);
    }

    Print put(byte[] from, int start, int end) {
        return kind('b').raw(from, start, end);
    }

    Print put(long number) {
        kind('n');
        for (int shift = 56; shift >= 0; shift -= 8) {
            one((byte) (number >>> shift));
        }
        return this;
    }

    Print put(@Nullable Number number) {
        if (number == null) {
            return kind('0');
        }
        return number instanceof Long whole ? put(whole.longValue()) : decimal(number.doubleValue());
    }

    /** One and 1.0 are the same number. */
    Print decimal(double number) {
        return number == Math.rint(number) && Math.abs(number) < 1L << 53
                ? put((long) number)
                : kind('d').put(Double.doubleToLongBits(number));
    }

    Print put(@Nullable Boolean flag) {
        return kind(flag == null ? '0' : flag ? 't' : 'f');
    }

    Print put(@Nullable Enum<?> word) {
        return put(word == null ? null : word.name());
    }

    /** What follows is of that kind. */
    Print kind(char kind) {
        return one((byte) kind);
    }

    private Print raw(byte[] from, int start, int end) {
        int length = end - start;
        one((byte) (length >>> 24))
                .one((byte) (length >>> 16))
                .one((byte) (length >>> 8))
                .one((byte) length);
        room(length);
        System.arraycopy(from, start, bytes, size, length);
        size += length;
        return this;
    }

    private Print one(byte b) {
        room(1);
        bytes[size++] = b;
        return this;
    }

    private void room(int more) {
        if (bytes.length - size < more) {
            bytes = Arrays.copyOf(bytes, Math.max(size + more, bytes.length * 2));
        }
    }

    String take() {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            sha.update(bytes, 0, size);
            return HexFormat.of().formatHex(sha.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256: not there (expected: in every JDK)", e);
        }
    }
}
