package ai.gateway.ledger;

import org.jspecify.annotations.Nullable;

import static java.nio.charset.StandardCharsets.UTF_8;

/** Reads what {@link Packing} wrote. */
final class Unpacking {

    private final byte[] bytes;
    private int at;

    Unpacking(byte[] bytes) {
        this.bytes = bytes;
    }

    int octet() {
        return bytes[at++];
    }

    long number() {
        long value = unsigned();
        return (value >>> 1) ^ -(value & 1);
    }

    String text() {
        String text = nullable();
        if (text == null) {
            throw new IllegalStateException("no text at " + at);
        }
        return text;
    }

    @Nullable
    String nullable() {
        int length = Math.toIntExact(unsigned()) - 1;
        if (length < 0) {
            return null;
        }
        String text = new String(bytes, at, length, UTF_8);
        at += length;
        return text;
    }

    private long unsigned() {
        long value = 0;
        for (int shift = 0; ; shift += 7) {
            byte next = bytes[at++];
            value |= (long) (next & 0x7F) << shift;
            if (next >= 0) {
                return value;
            }
        }
    }
}
