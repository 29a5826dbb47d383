package ai.gateway.redis;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Numbers, texts and bytes in a row, as {@link BytesIn} reads them. Small numbers take few bytes. */
final class BytesOut {

    private static final int LONGEST_NUMBER = 10;

    private byte[] bytes;
    private int size;

    BytesOut(int likely) {
        bytes = new byte[Math.max(likely, LONGEST_NUMBER)];
    }

    /** Seven bits a byte, the lowest ones first; the sign is the lowest of all. */
    BytesOut number(long number) {
        room(LONGEST_NUMBER);
        long left = number << 1 ^ number >> 63;
        while ((left & ~0x7fL) != 0) {
            bytes[size++] = (byte) (left | 0x80);
            left >>>= 7;
        }
        bytes[size++] = (byte) left;
        return this;
    }

    BytesOut text(String text) {
        return bytes(text.getBytes(StandardCharsets.UTF_8));
    }

    BytesOut bytes(byte[] more) {
        number(more.length);
        room(more.length);
        System.arraycopy(more, 0, bytes, size, more.length);
        size += more.length;
        return this;
    }

    /** Numbers that mostly rise: what is between them. */
    BytesOut steps(int[] numbers) {
        number(numbers.length);
        long before = 0;
        for (int each : numbers) {
            number(each - before);
            before = each;
        }
        return this;
    }

    byte[] take() {
        return Arrays.copyOf(bytes, size);
    }

    private void room(int more) {
        if (bytes.length - size < more) {
            bytes = Arrays.copyOf(bytes, Math.max(Math.addExact(size, more), bytes.length + bytes.length / 2));
        }
    }
}
