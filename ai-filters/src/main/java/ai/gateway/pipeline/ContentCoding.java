package ai.gateway.pipeline;

import ai.gateway.exchange.Failure;
import ai.gateway.exchange.FailureCode;
import org.jspecify.annotations.Nullable;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.zip.GZIPInputStream;
import java.util.zip.InflaterInputStream;

/** How a body is packed, and how to unpack it without being flooded: what would grow past the cap is refused on the way. */
enum ContentCoding {
    IDENTITY,
    GZIP,
    DEFLATE,
    UNKNOWN;

    private static final int STEP = 16 * 1024;

    static ContentCoding of(@Nullable String header) {
        if (header == null || header.isEmpty()) {
            return IDENTITY;
        }
        return switch (header.trim().toLowerCase(Locale.ROOT)) {
            case "identity" -> IDENTITY;
            case "gzip", "x-gzip" -> GZIP;
            case "deflate" -> DEFLATE;
            default -> UNKNOWN;
        };
    }

    /** @param tooLarge what to fail with when the unpacked body would be over the cap */
    byte[] decode(byte[] packed, long cap, Supplier<Failure> tooLarge) {
        if (this == IDENTITY || packed.length == 0) {
            return packed;
        }
        try (InputStream in = open(packed)) {
            ByteArrayOutputStream out = new ByteArrayOutputStream(Math.min(packed.length * 4, STEP * 4));
            byte[] step = new byte[STEP];
            for (int n = in.read(step); n >= 0; n = in.read(step)) {
                if (out.size() + n > cap) {
                    throw tooLarge.get().asException();
                }
                out.write(step, 0, n);
            }
            return out.toByteArray();
        } catch (IOException e) {
            throw Failure.of(
                            FailureCode.INVALID_REQUEST,
                            "body: not the " + name().toLowerCase(Locale.ROOT) + " that its content-encoding promises")
                    .asException();
        }
    }

    private InputStream open(byte[] packed) throws IOException {
        ByteArrayInputStream bytes = new ByteArrayInputStream(packed);
        return this == GZIP ? new GZIPInputStream(bytes) : new InflaterInputStream(bytes);
    }
}
