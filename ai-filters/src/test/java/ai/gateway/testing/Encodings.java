package ai.gateway.testing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;

/**
 * Compressed bodies, good and evil, in every coding that an upstream may name. Brotli and Zstandard have no encoder in the JDK;
 * their formats allow stored blocks (RFC 7932 section 9.2, RFC 8878 section 3.1.1.2), which is all a test needs.
 */
public final class Encodings {

    private static final int BLOCK = 64 * 1024;
    private static final byte[] ZSTD_HEAD = {0x28, (byte) 0xb5, 0x2f, (byte) 0xfd, 0x00, 0x38};
    private static final int ZSTD_RAW = 0;
    private static final int ZSTD_REPEAT = 1;

    private Encodings() {}

    public static byte[] gzip(byte[] plain) {
        return deflated(Encodings::gzipStream, plain, 1);
    }

    public static byte[] deflate(byte[] plain) {
        return deflated(DeflaterOutputStream::new, plain, 1);
    }

    public static byte[] brotli(byte[] plain) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(plain.length + 16);
        boolean first = true;
        for (byte[] block : Script.slices(plain, BLOCK)) {
            // Low bits first: a 16-bit window (once), not last, four nibbles of length, the length, uncompressed.
            int bits = (block.length - 1) << 3 | 1 << 19;
            little(out, first ? bits << 1 : bits, 3);
            out.writeBytes(block);
            first = false;
        }
        out.write(first ? 0x06 : 0x03);
        return out.toByteArray();
    }

    public static byte[] zstd(byte[] plain) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(plain.length + 16);
        out.writeBytes(ZSTD_HEAD);
        for (byte[] block : Script.slices(plain, BLOCK)) {
            little(out, ZSTD_RAW << 1 | block.length << 3, 3);
            out.writeBytes(block);
        }
        little(out, 1, 3);
        return out.toByteArray();
    }

    /** So many MiB of blanks, about 1000 to 1. */
    public static byte[] gzipBomb(int mebibytes) {
        byte[] blanks = new byte[1024 * 1024];
        Arrays.fill(blanks, (byte) ' ');
        return deflated(Encodings::gzipStream, blanks, mebibytes);
    }

    /** So many MiB of blanks, 16 bytes for each 256 KiB. */
    public static byte[] zstdBomb(int mebibytes) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(ZSTD_HEAD);
        for (int i = 0; i < mebibytes * (1024 * 1024 / BLOCK); i++) {
            little(out, ZSTD_REPEAT << 1 | BLOCK << 3, 3);
            out.write(' ');
        }
        little(out, 1, 3);
        return out.toByteArray();
    }

    private static void little(ByteArrayOutputStream out, int value, int bytes) {
        for (int i = 0; i < bytes; i++) {
            out.write(value >>> (8 * i));
        }
    }

    private static byte[] deflated(Coding coding, byte[] plain, int times) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (OutputStream coded = coding.over(out)) {
            for (int i = 0; i < times; i++) {
                coded.write(plain);
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return out.toByteArray();
    }

    private static OutputStream gzipStream(OutputStream out) throws IOException {
        return new GZIPOutputStream(out);
    }

    private interface Coding {
        OutputStream over(OutputStream out) throws IOException;
    }
}
