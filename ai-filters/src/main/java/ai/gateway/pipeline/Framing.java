package ai.gateway.pipeline;

import ai.gateway.wire.AwsEventStreamReader;
import ai.gateway.wire.FrameReader;
import ai.gateway.wire.JsonArrayReader;
import ai.gateway.wire.NdjsonReader;
import ai.gateway.wire.SseReader;
import org.jspecify.annotations.Nullable;

import java.nio.ByteBuffer;

/** How a streamed answer is cut into frames. */
enum Framing {
    SSE,
    NDJSON,
    AWS_EVENTS,
    JSON_ARRAY;

    /** Marks a recorded answer that is a JSON array which grows: its content type does not tell. */
    static final String HEADER = "x-ai-framing";

    /** What the answer's content type says; null where it is not a stream. */
    static @Nullable Framing of(@Nullable String contentType) {
        if (contentType == null) {
            return null;
        }
        if (is(contentType, "text/event-stream")) {
            return SSE;
        }
        if (is(contentType, "application/x-ndjson")
                || is(contentType, "application/jsonl")
                || is(contentType, "application/stream+json")) { // Cohere's version 1
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

    /**
     * Where the last whole frame ends; 0 where none does. What follows it is held back, so that a client never gets half a
     * frame.
     *
     * @param known up to where no frame ends
     */
    int boundary(byte[] bytes, int known, int to) {
        return switch (this) {
            case SSE -> afterBlankLine(bytes, known, to);
            case NDJSON -> afterLine(bytes, known, to);
            case AWS_EVENTS -> afterMessages(bytes, to);
            case JSON_ARRAY -> afterElements(bytes, to);
        };
    }

    private static boolean is(String contentType, String mediaType) {
        return contentType.regionMatches(true, 0, mediaType, 0, mediaType.length());
    }

    /** Seen from the end, where it usually is: an end of line right after an end of line. */
    private static int afterBlankLine(byte[] bytes, int known, int to) {
        for (int i = to - 1; i > 0 && i >= known; i--) {
            byte before = bytes[i - 1];
            boolean blank = bytes[i] == '\n'
                    ? before == '\n' || (before == '\r' && i > 1 && isEnd(bytes[i - 2]))
                    : bytes[i] == '\r' && isEnd(before);
            if (blank) {
                return i + 1;
            }
        }
        return 0;
    }

    private static boolean isEnd(byte b) {
        return b == '\n' || b == '\r';
    }

    private static int afterLine(byte[] bytes, int known, int to) {
        for (int i = to; i > known; i--) {
            if (bytes[i - 1] == '\n') {
                return i;
            }
        }
        return 0;
    }

    /** Each message begins with its own length. */
    private static int afterMessages(byte[] bytes, int to) {
        ByteBuffer numbers = ByteBuffer.wrap(bytes);
        int at = 0;
        while (to - at >= Integer.BYTES) {
            int length = numbers.getInt(at);
            if (length < Integer.BYTES || length > to - at) {
                break;
            }
            at += length;
        }
        return at;
    }

    /** After the last whole object; with it go the commas before it, and the bracket that ends the array. */
    private static int afterElements(byte[] bytes, int to) {
        int whole = 0;
        int at = 0;
        while (at < to) {
            byte b = bytes[at];
            at = b == '{' ? endOfObject(bytes, at, to) : at + 1;
            if (at < 0) {
                return whole;
            }
            if (b == ']') {
                return to;
            }
            whole = b == '{' ? at : whole;
        }
        return whole;
    }

    /** Where the object that begins at {@code from} ends; -1 where it does not. */
    static int endOfObject(byte[] bytes, int from, int to) {
        int depth = 0;
        boolean inString = false;
        for (int i = from; i < to; i++) {
            byte b = bytes[i];
            if (inString) {
                if (b == '\\') {
                    i++;
                } else if (b == '"') {
                    inString = false;
                }
            } else if (b == '"') {
                inString = true;
            } else if (b == '{') {
                depth++;
            } else if (b == '}' && --depth == 0) {
                return i + 1;
            }
        }
        return -1;
    }
}
