package ai.gateway.wire;

/** One JSON text a line. Lines end with LF or CRLF, the last one also without; blank lines are read past. */
public final class NdjsonReader implements FrameReader {

    private final int maxLineBytes;
    private final Bytes line = new Bytes(0);

    public NdjsonReader(int maxLineBytes) {
        this.maxLineBytes = maxLineBytes;
    }

    @Override
    public void feed(byte[] chunk, int from, int to, FrameSink sink) {
        int i = from;
        while (i < to) {
            int end = Lines.feed(chunk, i, to);
            long length = (long) line.size() + (end - i);
            if (length > maxLineBytes) {
                throw FrameException.tooLarge("line bytes", length, maxLineBytes);
            }
            if (end == to || line.size() > 0) {
                line.add(chunk, i, end);
            }
            if (end == to) {
                return;
            }
            if (line.size() > 0) {
                handOver(sink);
            } else {
                line(chunk, i, end, sink);
            }
            i = end + 1;
        }
    }

    @Override
    public End end(FrameSink sink) {
        return handOver(sink) ? End.UNTERMINATED : End.WHOLE;
    }

    private boolean handOver(FrameSink sink) {
        boolean any = line(line.array(), 0, line.size(), sink);
        line.clear();
        line.trim();
        return any;
    }

    private static boolean line(byte[] bytes, int from, int to, FrameSink sink) {
        int end = to;
        while (end > from && isSpace(bytes[end - 1])) {
            end--;
        }
        if (end > from) {
            sink.frame("", bytes, from, end);
        }
        return end > from;
    }

    private static boolean isSpace(byte b) {
        return b == ' ' || b == '\r' || b == '\t';
    }
}
