package ai.gateway.wire;

/**
 * Server-sent events as the HTML standard reads them, with one exception: providers leave out the last blank line, and
 * sometimes the last line end, so {@link #end} hands a pending event over and says so. {@code id} and {@code retry} are
 * read past. An event that lies whole in a chunk with one data line is handed over where it lies.
 */
public final class SseReader implements FrameReader {

    private final int maxEventBytes;
    private final Names names = new Names();
    /** The line that is not complete. */
    private final Bytes line = new Bytes(0);
    /** The data lines of an event that has several, or that came in several chunks. */
    private final Bytes data = new Bytes(0);

    private String name = "";
    /** The one data line so far, while it need not be copied. */
    private byte[] single = data.array();

    private int singleFrom;
    private int singleTo;
    private int dataLines;
    private boolean copied;
    /** Bytes of the event's lines so far; comments do not count. */
    private long eventBytes;

    private boolean firstLine = true;
    private boolean inComment;
    private boolean afterCr;

    public SseReader(int maxEventBytes) {
        this.maxEventBytes = maxEventBytes;
    }

    @Override
    public void feed(byte[] chunk, int from, int to, FrameSink sink) {
        int i = from;
        while (i < to) {
            if (afterCr && chunk[i] == '\n') {
                i++;
                afterCr = false;
                continue;
            }
            int end = Lines.end(chunk, i, to);
            if (end == to) {
                keep(chunk, i, to);
                return;
            }
            afterCr = chunk[end] == '\r';
            complete(chunk, i, end, sink);
            i = end + 1;
        }
        copySingle();
    }

    @Override
    public End end(FrameSink sink) {
        boolean halfLine = line.size() > 0;
        if (halfLine) {
            complete(data.array(), 0, 0, sink);
        }
        if (dataLines > 0) {
            dispatch(sink);
            return End.UNTERMINATED;
        }
        return halfLine || !name.isEmpty() ? End.CUT : End.WHOLE;
    }

    /** A piece of a line whose end is still to come. */
    private void keep(byte[] chunk, int from, int to) {
        copySingle();
        afterCr = false;
        if (line.size() == 0 && chunk[from] == ':') {
            inComment = true;
        }
        if (!inComment) {
            requireRoom(eventBytes + line.size() + (to - from));
            line.add(chunk, from, to);
        }
    }

    private void complete(byte[] chunk, int from, int to, FrameSink sink) {
        if (inComment) {
            inComment = false;
            firstLine = false;
        } else if (line.size() > 0) {
            requireRoom(eventBytes + line.size() + (to - from));
            line.add(chunk, from, to);
            int length = line.size();
            // Only marks it as empty: its bytes stay until the next piece of a line comes.
            line.clear();
            first(line.array(), 0, length, sink);
        } else {
            first(chunk, from, to, sink);
        }
    }

    private void first(byte[] bytes, int from, int to, FrameSink sink) {
        boolean mark = firstLine
                && to - from >= 3
                && bytes[from] == (byte) 0xEF
                && bytes[from + 1] == (byte) 0xBB
                && bytes[from + 2] == (byte) 0xBF;
        firstLine = false;
        line(bytes, mark ? from + 3 : from, to, sink);
    }

    private void line(byte[] bytes, int from, int to, FrameSink sink) {
        if (from == to) {
            dispatch(sink);
            return;
        }
        if (bytes[from] == ':') {
            return;
        }
        eventBytes += to - from;
        requireRoom(eventBytes);
        if (isField(bytes, from, to, "data")) {
            data(bytes, value(bytes, from + 4, to), to);
        } else if (isField(bytes, from, to, "event")) {
            name = names.of(bytes, value(bytes, from + 5, to), to);
        }
    }

    private void data(byte[] bytes, int from, int to) {
        if (dataLines++ == 0) {
            single = bytes;
            singleFrom = from;
            singleTo = to;
            return;
        }
        copySingle();
        data.add('\n').add(bytes, from, to);
    }

    /** Takes the data line out of the chunk, or out of the line buffer, before either changes. */
    private void copySingle() {
        if (dataLines > 0 && !copied) {
            data.add(single, singleFrom, singleTo);
            single = data.array();
            copied = true;
        }
    }

    private void dispatch(FrameSink sink) {
        String event = name;
        int lines = dataLines;
        boolean inData = copied;
        int size = data.size();
        name = "";
        dataLines = 0;
        copied = false;
        eventBytes = 0;
        data.clear();
        if (lines > 0 && inData) {
            sink.frame(event, data.array(), 0, size);
        } else if (lines > 0) {
            sink.frame(event, single, singleFrom, singleTo);
        }
        data.trim();
        line.trim();
        single = data.array();
    }

    private void requireRoom(long bytes) {
        if (bytes > maxEventBytes) {
            throw FrameException.tooLarge("event bytes", bytes, maxEventBytes);
        }
    }

    private static boolean isField(byte[] bytes, int from, int to, String field) {
        int end = from + field.length();
        if (to < end || (to > end && bytes[end] != ':')) {
            return false;
        }
        for (int i = from; i < end; i++) {
            if (bytes[i] != field.charAt(i - from)) {
                return false;
            }
        }
        return true;
    }

    /** Behind the colon and one space; a field without a colon has an empty value. */
    private static int value(byte[] bytes, int colon, int to) {
        int from = Math.min(colon + 1, to);
        return from < to && bytes[from] == ' ' ? from + 1 : from;
    }
}
