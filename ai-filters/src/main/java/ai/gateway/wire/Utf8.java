package ai.gateway.wire;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/** Strict UTF-8: no overlong forms, no surrogates, nothing above U+10FFFF. */
public final class Utf8 {

    private static final VarHandle WORD = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long HIGH_BITS = 0x8080808080808080L;

    private Utf8() {}

    /** How many bytes a text comes to; of halves of surrogate pairs each counts for half of four. */
    public static int length(String text) {
        int length = text.length();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= 0x80) {
                length += c < 0x800 || Character.isSurrogate(c) ? 1 : 2;
            }
        }
        return length;
    }

    /** The offset of the first byte that starts no well-formed sequence, or -1 when all is well. */
    public static int firstInvalid(byte[] bytes, int from, int to) {
        int i = from;
        while ((i = ascii(bytes, i, to)) < to) {
            int length = sequence(bytes, i, to);
            if (length < 0) {
                return i;
            }
            i += length;
        }
        return -1;
    }

    /** The bytes with each ill-formed maximal subpart replaced by U+FFFD, as browsers decode (WHATWG). */
    public static byte[] repair(byte[] bytes, int from, int to) {
        int bad = firstInvalid(bytes, from, to);
        if (bad < 0) {
            return Arrays.copyOfRange(bytes, from, to);
        }
        // A single bad byte becomes three.
        Bytes out = new Bytes(to - from + 16);
        int i = from;
        while (bad >= 0) {
            out.add(bytes, i, bad).add(0xEF).add(0xBF).add(0xBD);
            i = bad - sequence(bytes, bad, to);
            bad = firstInvalid(bytes, i, to);
        }
        return out.add(bytes, i, to).toBytes();
    }

    /** Where the run of ASCII bytes ends. */
    private static int ascii(byte[] bytes, int from, int to) {
        int i = from;
        while (i + 8 <= to) {
            long high = (long) WORD.get(bytes, i) & HIGH_BITS;
            if (high != 0) {
                return i + (Long.numberOfTrailingZeros(high) >>> 3);
            }
            i += 8;
        }
        while (i < to && bytes[i] >= 0) {
            i++;
        }
        return i;
    }

    /** The length of the sequence at {@code i}; negative: the length of its ill-formed maximal subpart. */
    static int sequence(byte[] bytes, int i, int to) {
        int lead = bytes[i];
        if (lead >= 0) {
            return 1;
        }
        lead &= 0xFF;
        if (lead < 0xC2 || lead > 0xF4) {
            return -1;
        }
        int length = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
        // The second byte alone rules out overlong forms, surrogates and what lies above U+10FFFF.
        int low = lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80;
        int high = lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF;
        for (int k = 1; k < length; k++) {
            int next = i + k < to ? bytes[i + k] & 0xFF : 0;
            if (next < low || next > high) {
                return -k;
            }
            low = 0x80;
            high = 0xBF;
        }
        return length;
    }
}
