package ai.gateway.ledger;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;

import static java.nio.charset.StandardCharsets.UTF_8;

/** Bytes in the making: numbers in as few as they need, texts with their length before them. */
final class Packing {

    private byte[] bytes = new byte[1024];
    private int length;

    void clear() {
        length = 0;
    }

    byte[] bytes() {
        return bytes;
    }

    int length() {
        return length;
    }

    void octet(int value) {
        room(1);
        bytes[length++] = (byte) value;
    }

    /** Small where the number is near zero, on either side (zigzag). */
    void number(long value) {
        unsigned((value << 1) ^ (value >> 63));
    }

    void text(String text) {
        byte[] encoded = text.getBytes(UTF_8);
        unsigned(encoded.length + 1L);
        room(encoded.length);
        System.arraycopy(encoded, 0, bytes, length, encoded.length);
        length += encoded.length;
    }

    void nullable(@Nullable String text) {
        if (text == null) {
            unsigned(0);
        } else {
            text(text);
        }
    }

    private void unsigned(long value) {
        room(10);
        long rest = value;
        while ((rest & ~0x7FL) != 0) {
            bytes[length++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        bytes[length++] = (byte) rest;
    }

    private void room(int more) {
        if (length + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + more));
        }
    }
}
