package ai.gateway.pipeline;

import ai.gateway.wire.AwsEventStreamReader;
import ai.gateway.wire.FrameReader;
import ai.gateway.wire.JsonArrayReader;
import ai.gateway.wire.NdjsonReader;
import ai.gateway.wire.SseReader;
import org.jspecify.annotations.Nullable;

/** How a streamed answer is cut into frames. */
enum Framing {
    SSE,
    NDJSON,
    AWS_EVENTS,
    JSON_ARRAY;

    /** What the answer's content type says; null where it is not a stream. */
    static @Nullable Framing of(@Nullable String contentType) {
        if (contentType == null) {
            return null;
        }
        if (is(contentType, "text/event-stream")) {
            return SSE;
        }
        if (is(contentType, "application/x-ndjson") || is(contentType, "application/jsonl")) {
            return NDJSON;
        }
        return is(contentType, "application/vnd.amazon.eventstream") ? AWS_EVENTS : null;
    }

    FrameReader reader(int maxEventBytes) {
        return switch (this) {
            case SSE -> new SseReader(maxEventBytes);
            case NDJSON -> new NdjsonReader(maxEventBytes);
            case AWS_EVENTS -> new AwsEventStreamReader(maxEventBytes);
            case JSON_ARRAY -> new JsonArrayReader(maxEventBytes);
        };
    }

    /** Where the last whole frame ends; {@code from} where none does. What follows it is held back, so that a client never gets half a frame. */
    int boundary(byte[] bytes, int from, int to) {
        return switch (this) {
            case SSE -> afterBlankLine(bytes, from, to);
            case NDJSON -> afterLine(bytes, from, to);
            case AWS_EVENTS -> afterMessages(bytes, from, to);
            // An element of an array has no mark at its end that could be seen without reading from its start.
            case JSON_ARRAY -> to;
        };
    }

    private static boolean is(String contentType, String mediaType) {
        return contentType.regionMatches(true, 0, mediaType, 0, mediaType.length());
    }

    /** Seen from the end, where it usually is: an end of line right after an end of line. */
    private static int afterBlankLine(byte[] bytes, int from, int to) {
        for (int i = to - 1; i > from; i--) {
            byte before = bytes[i - 1];
            boolean blank = bytes[i] == '\n'
                    ? before == '\n' || (before == '\r' && i - 2 >= from && isEnd(bytes[i - 2]))
                    : bytes[i] == '\r' && isEnd(before);
            if (blank) {
                return i + 1;
            }
        }
        return from;
    }

    private static boolean isEnd(byte b) {
        return b == '\n' || b == '\r';
    }

    private static int afterLine(byte[] bytes, int from, int to) {
        int i = to;
        while (i > from && bytes[i - 1] != '\n') {
            i--;
        }
        return i;
    }

    /** Each message begins with its own length. */
    private static int afterMessages(byte[] bytes, int from, int to) {
        int at = from;
        while (to - at >= Integer.BYTES) {
            long length = ((bytes[at] & 0xFFL) << 24)
                    | (bytes[at + 1] & 0xFF) << 16
                    | (bytes[at + 2] & 0xFF) << 8
                    | (bytes[at + 3] & 0xFF);
            if (length < Integer.BYTES || at + length > to) {
                break;
            }
            at += (int) length;
        }
        return at;
    }
}
