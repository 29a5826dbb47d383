package ai.gateway.redis;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Reads what {@link BytesOut} has written. Whatever else it is given, it makes no more of it than there is. */
final class BytesIn {

    private static final int LONGEST_SHIFT = 63;

    private final byte[] bytes;
    private int at;

    BytesIn(byte[] bytes) {
        this.bytes = bytes;
    }

    /** @throws IllegalArgumentException where there is none, as all the others do */
    long number() {
        long read = 0;
        for (int shift = 0; shift <= LONGEST_SHIFT && at < bytes.length; shift += 7) {
            byte next = bytes[at++];
            read |= (next & 0x7fL) << shift;
            if (next >= 0) {
                return read >>> 1 ^ -(read & 1);
            }
        }
        throw broken();
    }

    /** Of things that follow, each of which takes a byte at least. */
    int count() {
        long count = number();
        if (count < 0 || count > bytes.length - at) {
            throw broken();
        }
        return (int) count;
    }

    String text() {
        int length = count();
        String text = new String(bytes, at, length, StandardCharsets.UTF_8);
        at += length;
        return text;
    }

    byte[] bytes() {
        int length = count();
        byte[] read = Arrays.copyOfRange(bytes, at, at + length);
        at += length;
        return read;
    }

    int[] steps() {
        int[] numbers = new int[count()];
        long before = 0;
        for (int i = 0; i < numbers.length; i++) {
            before += number();
            numbers[i] = (int) before;
        }
        return numbers;
    }

    private IllegalArgumentException broken() {
        return new IllegalArgumentException("answer: " + bytes.length + " bytes (expected: more of them)");
    }
}
