package ai.gateway.app.edge;

import io.netty.buffer.ByteBuf;

/**
 * Follows the bytes of a connection from message to message, in front of the codec. Within heads and trailers it looks at
 * the first byte of each line: one that begins with a blank is a folded line, which old servers join to the line before
 * and others read by itself. The codec joins them without a word; here they are refused.
 *
 * <p>How long a body is, the codec says ({@link #body}) once it has read the head; until then no byte behind the head is
 * looked at. So scanner and codec cannot come to different views of where a message ends.
 */
final class MessageScanner {

    /** A body in chunks, whose length nobody knows beforehand. */
    static final long CHUNKED = -1;

    private enum Part {
        HEAD,
        HEAD_ENDED,
        FIXED_BODY,
        CHUNK_SIZE,
        CHUNK,
        TRAILER,
        NOT_HTTP
    }

    private enum Line {
        BEGINS,
        AFTER_CR,
        INSIDE
    }

    private Part part = Part.HEAD;
    private Line line = Line.BEGINS;
    private int lines;
    private long left;
    private boolean sizeEnded;
    private int sizeDigits;

    /**
     * Looks at the bytes from an index on, up to the end of a head or of a message.
     *
     * @return the index behind the last byte looked at
     */
    int scan(ByteBuf in, int from) {
        int end = in.writerIndex();
        int at = from;
        do {
            at = switch (part) {
                case HEAD, TRAILER -> scanLines(in, at, end);
                case FIXED_BODY, CHUNK -> skip(at, end);
                case CHUNK_SIZE -> scanChunkSize(in, at, end);
                case HEAD_ENDED, NOT_HTTP -> end;
            };
        } while (at < end && part != Part.HEAD_ENDED && part != Part.HEAD);
        return at;
    }

    /** Is told by the codec's side what follows the head that has just ended. */
    void body(long length) {
        if (length == CHUNKED) {
            beginChunkSize();
        } else if (length == 0) {
            beginHead();
        } else {
            part = Part.FIXED_BODY;
            left = length;
        }
    }

    /** The connection speaks another protocol from here on, or has nothing to say any more. */
    void retire() {
        part = Part.NOT_HTTP;
    }

    boolean retired() {
        return part == Part.NOT_HTTP;
    }

    boolean atHeadEnd() {
        return part == Part.HEAD_ENDED;
    }

    /** Between two messages: no byte of the next one has come. */
    boolean idle() {
        return part == Part.HEAD && lines == 0 && line != Line.INSIDE;
    }

    boolean inHead() {
        return part == Part.HEAD;
    }

    private int scanLines(ByteBuf in, int from, int end) {
        int at = from;
        while (at < end) {
            if (line == Line.INSIDE) {
                int lf = in.indexOf(at, end, (byte) '\n');
                if (lf < 0) {
                    return end;
                }
                lines++;
                line = Line.BEGINS;
                at = lf + 1;
            } else if (isBlankLine(in.getByte(at++)) && endsHere()) {
                return at;
            }
        }
        return at;
    }

    /** Is given the first bytes of a line one by one. Says whether the line has ended with them. */
    private boolean isBlankLine(byte b) {
        if (b == '\n') {
            line = Line.BEGINS;
            return true;
        }
        if (line == Line.BEGINS && (b == ' ' || b == '\t')) {
            throw folded();
        }
        line = line == Line.BEGINS && b == '\r' ? Line.AFTER_CR : Line.INSIDE;
        return false;
    }

    /** A blank line ends a head. Those before the request line are leftovers of an old body and are skipped. */
    private boolean endsHere() {
        if (part == Part.TRAILER) {
            beginHead();
            return true;
        }
        if (lines == 0) {
            return false;
        }
        part = Part.HEAD_ENDED;
        return true;
    }

    private int skip(int from, int end) {
        long step = Math.min(left, end - from);
        left -= step;
        if (left == 0) {
            if (part == Part.CHUNK) {
                beginChunkSize();
            } else {
                beginHead();
            }
        }
        return from + (int) step;
    }

    private int scanChunkSize(ByteBuf in, int from, int end) {
        for (int at = from; at < end; at++) {
            byte b = in.getByte(at);
            if (b == '\n') {
                endChunkSize();
                return at + 1;
            }
            int digit = sizeEnded ? -1 : Character.digit(b, 16);
            if (digit < 0) {
                if (sizeDigits == 0) {
                    throw badChunk();
                }
                sizeEnded = true;
            } else {
                left = (left << 4) | digit;
                if (++sizeDigits > 8) {
                    throw badChunk();
                }
            }
        }
        return end;
    }

    private void endChunkSize() {
        if (sizeDigits == 0) {
            throw badChunk();
        }
        if (left == 0) {
            part = Part.TRAILER;
            line = Line.BEGINS;
        } else {
            part = Part.CHUNK;
            left += 2; // the line end behind the data
        }
    }

    private void beginHead() {
        part = Part.HEAD;
        line = Line.BEGINS;
        lines = 0;
    }

    private void beginChunkSize() {
        part = Part.CHUNK_SIZE;
        left = 0;
        sizeEnded = false;
        sizeDigits = 0;
    }

    private static Rejection folded() {
        return Rejection.badRequest("folded_header", "A line of the head must not begin with a blank.");
    }

    private static Rejection badChunk() {
        return Rejection.badRequest("invalid_chunk", "A chunk begins with its size in hexadecimal digits.");
    }
}
