package ai.gateway.app.standin;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Takes apart what a dialect has written of a stream: one event leaves in one piece, so that a stream can break behind any. */
final class Frames {
    private Frames() {}

    static List<byte[]> of(String contentType, byte[] written) {
        List<byte[]> frames = new ArrayList<>();
        int from = 0;
        while (from < written.length) {
            int end = end(contentType, written, from);
            frames.add(Arrays.copyOfRange(written, from, end));
            from = end;
        }
        return frames;
    }

    private static int end(String contentType, byte[] written, int from) {
        return switch (contentType) {
            case "application/vnd.amazon.eventstream" ->
                from + ByteBuffer.wrap(written).getInt(from);
            case "text/event-stream" -> emptyLine(written, from);
            case "application/x-ndjson" -> line(written, from);
            default -> written.length; // an array, whose items are written one by one
        };
    }

    private static int emptyLine(byte[] written, int from) {
        int end = line(written, from);
        while (end < written.length && written[end] != '\n' && written[end] != '\r') {
            end = line(written, end);
        }
        return line(written, end);
    }

    private static int line(byte[] written, int from) {
        int end = from;
        while (end < written.length && written[end] != '\n') {
            end++;
        }
        return Math.min(end + 1, written.length);
    }
}
