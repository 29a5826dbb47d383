package ai.gateway.wire;

import ai.gateway.wire.FrameException.Reason;

/**
 * A JSON array that grows while it is sent, as Gemini streams without SSE: each element is a frame as soon as its last
 * byte is there. Looks only at brackets, quotes and commas; whether an element is JSON is for {@link Json} to say.
 */
public final class JsonArrayReader implements FrameReader {

    /** What may come next, outside of elements; ELEMENT is inside of one. */
    private enum State {
        START,
        FIRST,
        NEXT,
        ELEMENT,
        AFTER,
        DONE
    }

    private final int maxElementBytes;
    private final Bytes element = new Bytes(0);
    private State state = State.START;
    private int depth;
    private boolean inString;
    private boolean escaped;

    public JsonArrayReader(int maxElementBytes) {
        this.maxElementBytes = maxElementBytes;
    }

    @Override
    public void feed(byte[] chunk, int from, int to, FrameSink sink) {
        int i = from;
        while (i < to) {
            if (state != State.ELEMENT) {
                i = between(chunk, i);
                continue;
            }
            int end = elementEnd(chunk, i, to);
            boolean complete = state == State.AFTER;
            requireRoom((long) element.size() + (end - i));
            if (complete && element.size() == 0) {
                sink.frame("", chunk, i, end);
            } else {
                element.add(chunk, i, end);
            }
            if (complete && element.size() > 0) {
                sink.frame("", element.array(), 0, element.size());
                element.clear();
                element.trim();
            }
            i = end;
        }
    }

    @Override
    public End end(FrameSink sink) {
        return switch (state) {
            case DONE -> End.WHOLE;
            case AFTER -> End.UNTERMINATED;
            case START, FIRST, NEXT, ELEMENT -> End.CUT;
        };
    }

    /** Steps over one byte between elements, or stays on the first one of an element. */
    private int between(byte[] chunk, int i) {
        byte b = chunk[i];
        if (isSpace(b)) {
            return i + 1;
        }
        if (state == State.START && b == '[') {
            state = State.FIRST;
        } else if (state == State.AFTER && b == ',') {
            state = State.NEXT;
        } else if ((state == State.AFTER || state == State.FIRST) && b == ']') {
            state = State.DONE;
        } else if ((state == State.FIRST || state == State.NEXT) && b != ',' && b != ']' && b != '}') {
            state = State.ELEMENT;
            return i;
        } else {
            throw new FrameException(Reason.CORRUPT, "unexpected byte " + (b & 0xFF) + " in a streamed JSON array");
        }
        return i + 1;
    }

    /** The end of the element, whereupon the state is AFTER; or {@code to}. */
    private int elementEnd(byte[] chunk, int from, int to) {
        for (int i = from; i < to; i++) {
            byte b = chunk[i];
            if (inString) {
                inString = escaped || b != '"';
                escaped = !escaped && b == '\\';
                if (!inString && depth == 0) {
                    return after(i + 1);
                }
            } else if (b == '"') {
                inString = true;
            } else if (b == '{' || b == '[') {
                depth++;
            } else if (depth == 0 && (isSpace(b) || b == ',' || b == ']')) {
                return after(i);
            } else if ((b == '}' || b == ']') && --depth <= 0) {
                return after(i + 1);
            }
        }
        return to;
    }

    private int after(int end) {
        state = State.AFTER;
        depth = 0;
        return end;
    }

    private void requireRoom(long bytes) {
        if (bytes > maxElementBytes) {
            throw FrameException.tooLarge("element bytes", bytes, maxElementBytes);
        }
    }

    private static boolean isSpace(byte b) {
        return b == ' ' || b == '\n' || b == '\r' || b == '\t';
    }
}
