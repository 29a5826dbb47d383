package ai.gateway.wire;

import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32;

import static java.nio.charset.StandardCharsets.UTF_8;

/** Messages of {@code application/vnd.amazon.eventstream} as bytes. */
public final class AwsEventStreamWriter {

    private static final byte STRING = 7;

    private AwsEventStreamWriter() {}

    /** An event with a JSON payload, its headers in the order in which AWS writes them. */
    public static byte[] event(String type, byte[] json) {
        return message(headers(":event-type", type, "event"), json);
    }

    /** What ends a stream that has failed. */
    public static byte[] exception(String type, byte[] json) {
        return message(headers(":exception-type", type, "exception"), json);
    }

    /** A message with string headers in the order of the map. */
    public static byte[] message(Map<String, String> headers, byte[] payload) {
        Bytes head = new Bytes(128);
        headers.forEach((name, value) -> header(head, name.getBytes(UTF_8), value.getBytes(UTF_8)));
        return message(head.array(), 0, head.size(), payload);
    }

    /** The message that begins at {@code from}, with its own headers and another payload. */
    public static byte[] withPayload(byte[] messages, int from, byte[] payload) {
        int headLength = ByteBuffer.wrap(messages).getInt(from + Integer.BYTES);
        return message(messages, from + AwsEventStreamReader.PRELUDE, headLength, payload);
    }

    private static byte[] message(byte[] head, int from, int headLength, byte[] payload) {
        int length = AwsEventStreamReader.PRELUDE + headLength + payload.length + AwsEventStreamReader.CRC;
        byte[] message = new byte[length];
        ByteBuffer out = ByteBuffer.wrap(message).putInt(length).putInt(headLength);
        out.putInt(crc(message, out.position())).put(head, from, headLength).put(payload);
        out.putInt(crc(message, out.position()));
        return message;
    }

    private static Map<String, String> headers(String typeHeader, String type, String messageType) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put(typeHeader, type);
        headers.put(":content-type", "application/json");
        headers.put(":message-type", messageType);
        return headers;
    }

    private static void header(Bytes head, byte[] name, byte[] value) {
        if (name.length == 0 || name.length > 0xFF || value.length > Short.MAX_VALUE) {
            String sizes = name.length + " and " + value.length;
            throw new IllegalArgumentException(
                    "header name and value bytes: " + sizes + " (expected: 1-255, <= 32767)");
        }
        head.add(name.length).add(name).add(STRING);
        head.add(value.length >> 8).add(value.length).add(value);
    }

    private static int crc(byte[] bytes, int length) {
        CRC32 crc = new CRC32();
        crc.update(bytes, 0, length);
        return (int) crc.getValue();
    }
}
