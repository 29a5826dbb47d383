package ai.gateway.app.standin;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.zip.CRC32;

/** One frame of {@code application/vnd.amazon.eventstream}: lengths, a checksum over them, headers, payload, a checksum over all. */
final class EventStreamFrame {
    private static final byte STRING = 7;

    private EventStreamFrame() {}

    static byte[] of(Map<String, String> headers, byte[] payload) {
        int headerBytes = headers.entrySet().stream()
                .mapToInt(header -> 4 + utf8(header.getKey()).length + utf8(header.getValue()).length)
                .sum();
        ByteBuffer frame = ByteBuffer.allocate(16 + headerBytes + payload.length);
        frame.putInt(frame.capacity()).putInt(headerBytes).putInt(crc(frame.array(), 8));
        headers.forEach((name, value) -> {
            frame.put((byte) utf8(name).length).put(utf8(name)).put(STRING);
            frame.putShort((short) utf8(value).length).put(utf8(value));
        });
        frame.put(payload).putInt(crc(frame.array(), frame.capacity() - 4));
        return frame.array();
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static int crc(byte[] bytes, int length) {
        CRC32 crc = new CRC32();
        crc.update(bytes, 0, length);
        return (int) crc.getValue();
    }
}
