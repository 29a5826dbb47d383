package ai.gateway.access;

import java.nio.ByteBuffer;
import java.util.HexFormat;

/** 32 bytes that stand for a secret. Two of them are compared whole, however much of them is the same. */
public record Digest(long first, long second, long third, long fourth) {

    private static final int BYTES = 32;

    static Digest of(byte[] bytes) {
        ByteBuffer all = ByteBuffer.wrap(bytes);
        return new Digest(all.getLong(), all.getLong(), all.getLong(), all.getLong());
    }

    /** As {@link #hex} writes it. */
    public static Digest ofHex(String hex) {
        if (hex.length() != 2 * BYTES) {
            throw new IllegalArgumentException("digest: " + hex.length() + " characters (expected: " + 2 * BYTES + ")");
        }
        return of(HexFormat.of().parseHex(hex));
    }

    public String hex() {
        HexFormat hex = HexFormat.of();
        return hex.toHexDigits(first) + hex.toHexDigits(second) + hex.toHexDigits(third) + hex.toHexDigits(fourth);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Digest that
                && ((first ^ that.first) | (second ^ that.second) | (third ^ that.third) | (fourth ^ that.fourth)) == 0;
    }

    @Override
    public int hashCode() {
        return (int) first;
    }

    /** Says nothing of what it is made of, but it is nobody's business either. */
    @Override
    public String toString() {
        return "Digest[***]";
    }
}
