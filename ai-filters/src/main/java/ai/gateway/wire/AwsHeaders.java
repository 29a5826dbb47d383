package ai.gateway.wire;

import ai.gateway.wire.FrameException.Reason;
import org.jspecify.annotations.Nullable;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Base64;
import java.util.UUID;

import static java.nio.charset.StandardCharsets.UTF_8;

/** The headers of one AWS event stream message, where they lie: name length, name, type, value. */
final class AwsHeaders {

    private static final int STRING = 7;
    /** Value sizes by type: true, false, byte, short, int, long, bytes, string, timestamp, uuid; -1: 16-bit length first. */
    private static final int[] SIZES = {0, 0, 1, 2, 4, 8, -1, -1, 8, 16};

    private final Names names = new Names();
    private byte[] bytes = new byte[0];
    private int from;
    private int to;

    /** Moves to the headers of another message and checks that they are well formed. */
    void at(byte[] message, int start, int end) {
        bytes = message;
        from = start;
        to = end;
        find(null);
    }

    /** The value as text, whatever its type; empty when there is no such header. */
    String get(String name) {
        int type = find(name);
        if (type < 0) {
            return "";
        }
        int end = valueEnd(type);
        return switch (bytes[type]) {
            case 0 -> "true";
            case 1 -> "false";
            case 2 -> Byte.toString(bytes[type + 1]);
            case 3 -> Short.toString(value(type, end).getShort());
            case 4 -> Integer.toString(value(type, end).getInt());
            case 5 -> Long.toString(value(type, end).getLong());
            case 6 ->
                new String(Base64.getEncoder().encode(value(type + 2, end)).array(), UTF_8);
            case STRING -> names.of(bytes, type + 3, end);
            case 8 -> Instant.ofEpochMilli(value(type, end).getLong()).toString();
            default -> uuid(value(type, end));
        };
    }

    /** The place of the type byte of that header, or -1; with null it only checks all of them. */
    private int find(@Nullable String name) {
        int at = from;
        while (at < to) {
            int nameEnd = at + 1 + (bytes[at] & 0xFF);
            if (nameEnd >= to || bytes[nameEnd] < 0 || bytes[nameEnd] >= SIZES.length) {
                throw corrupt();
            }
            int end = valueEnd(nameEnd);
            if (end > to) {
                throw corrupt();
            }
            if (name != null && JsonText.same(bytes, at + 1, nameEnd, false, name)) {
                return nameEnd;
            }
            at = end;
        }
        return -1;
    }

    private int valueEnd(int type) {
        int size = SIZES[bytes[type]];
        if (size >= 0) {
            return type + 1 + size;
        }
        if (type + 3 > to) {
            throw corrupt();
        }
        return type + 3 + (((bytes[type + 1] & 0xFF) << 8) | (bytes[type + 2] & 0xFF));
    }

    private ByteBuffer value(int type, int end) {
        return ByteBuffer.wrap(bytes, type + 1, end - type - 1);
    }

    private static String uuid(ByteBuffer value) {
        return new UUID(value.getLong(), value.getLong()).toString();
    }

    private static FrameException corrupt() {
        return new FrameException(Reason.CORRUPT, "malformed headers of an event stream message");
    }
}
