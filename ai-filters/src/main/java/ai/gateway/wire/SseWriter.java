package ai.gateway.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

/** Server-sent events as bytes. */
public final class SseWriter {

    private static final byte[] EVENT = "event: ".getBytes(UTF_8);
    private static final byte[] DATA = "data: ".getBytes(UTF_8);
    private static final byte[] COMMENT = ": ".getBytes(UTF_8);

    private SseWriter() {}

    public static byte[] event(String name, String data) {
        return event(name, data.getBytes(UTF_8));
    }

    public static byte[] event(String name, byte[] data) {
        return event(name, data, 0, data.length);
    }

    /** One event; no {@code event} line when the name is empty, a {@code data} line for each line of the data. */
    public static byte[] event(String name, byte[] data, int from, int to) {
        Bytes out = new Bytes(to - from + name.length() + 24);
        if (!name.isEmpty()) {
            byte[] bytes = name.getBytes(UTF_8);
            if (Lines.end(bytes, 0, bytes.length) < bytes.length) {
                throw new IllegalArgumentException("event name with a line break (expected: one line)");
            }
            out.add(EVENT).add(bytes).add('\n');
        }
        lines(out, DATA, data, from, to);
        return out.add('\n').toBytes();
    }

    /** A comment, which every client reads past: it keeps a connection alive. */
    public static byte[] comment(String text) {
        byte[] bytes = text.getBytes(UTF_8);
        Bytes out = new Bytes(bytes.length + 8);
        lines(out, COMMENT, bytes, 0, bytes.length);
        return out.add('\n').toBytes();
    }

    private static void lines(Bytes out, byte[] field, byte[] bytes, int from, int to) {
        int i = from;
        while (true) {
            int end = Lines.end(bytes, i, to);
            out.add(field).add(bytes, i, end).add('\n');
            if (end == to) {
                return;
            }
            boolean crLf = bytes[end] == '\r' && end + 1 < to && bytes[end + 1] == '\n';
            i = crLf ? end + 2 : end + 1;
        }
    }
}
