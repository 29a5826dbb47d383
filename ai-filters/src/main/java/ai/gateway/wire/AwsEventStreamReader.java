package ai.gateway.wire;

import ai.gateway.wire.FrameException.Reason;

import java.util.zip.CRC32;

/**
 * {@code application/vnd.amazon.eventstream}: total length, header length and their CRC; headers; payload; CRC of all.
 * A frame is named by {@code :event-type}. A message of type {@code exception} or {@code error} goes to
 * {@link FrameSink#exception}, named by {@code :exception-type} or {@code :error-code}.
 */
public final class AwsEventStreamReader implements FrameReader {

    static final int PRELUDE = 12;
    static final int CRC = 4;

    private final int maxMessageBytes;
    private final CRC32 crc = new CRC32();
    private final AwsHeaders headers = new AwsHeaders();
    private final Bytes message = new Bytes(0);
    /** The length of the message being collected, once its prelude is there. */
    private int total;

    public AwsEventStreamReader(int maxMessageBytes) {
        this.maxMessageBytes = maxMessageBytes;
    }

    /** A header of the frame that is being handed over, as text; empty when it has none of that name. */
    public String header(String name) {
        return headers.get(name);
    }

    @Override
    public void feed(byte[] chunk, int from, int to, FrameSink sink) {
        int i = from;
        while (i < to) {
            if (message.size() == 0 && to - i >= PRELUDE) {
                int length = prelude(chunk, i);
                if (to - i >= length) {
                    message(chunk, i, length, sink);
                    i += length;
                    continue;
                }
            }
            i = collect(chunk, i, to);
            if (total > 0 && message.size() == total) {
                message(message.array(), 0, total, sink);
                message.clear();
                message.trim();
                total = 0;
            }
        }
    }

    @Override
    public End end(FrameSink sink) {
        return message.size() == 0 ? End.WHOLE : End.CUT;
    }

    private int collect(byte[] chunk, int from, int to) {
        int wanted = total > 0 ? total : PRELUDE;
        int end = Math.min(to, from + wanted - message.size());
        message.add(chunk, from, end);
        if (total == 0 && message.size() == PRELUDE) {
            total = prelude(message.array(), 0);
        }
        return end;
    }

    private int prelude(byte[] bytes, int at) {
        requireCrc(bytes, at, PRELUDE - CRC);
        int length = number(bytes, at);
        int headerLength = number(bytes, at + 4);
        if (length < 0 || length > maxMessageBytes) {
            throw FrameException.tooLarge("message bytes", length & 0xFFFFFFFFL, maxMessageBytes);
        }
        if (headerLength < 0 || headerLength > length - PRELUDE - CRC) {
            throw new FrameException(Reason.CORRUPT, "header length: " + headerLength + " in " + length + " bytes");
        }
        return length;
    }

    private void message(byte[] bytes, int at, int length, FrameSink sink) {
        requireCrc(bytes, at, length - CRC);
        int payload = at + PRELUDE + number(bytes, at + 4);
        int end = at + length - CRC;
        headers.at(bytes, at + PRELUDE, payload);
        switch (headers.get(":message-type")) {
            case "exception" -> sink.exception(headers.get(":exception-type"), bytes, payload, end);
            case "error" -> error(sink);
            default -> sink.frame(headers.get(":event-type"), bytes, payload, end);
        }
    }

    /** An error has its text in a header; it is handed over in the shape that exceptions have. */
    private void error(FrameSink sink) {
        byte[] json = new JsonWriter()
                .beginObject()
                .field("message", headers.get(":error-message"))
                .endObject()
                .toBytes();
        sink.exception(headers.get(":error-code"), json, 0, json.length);
    }

    private void requireCrc(byte[] bytes, int at, int length) {
        crc.reset();
        crc.update(bytes, at, length);
        if ((int) crc.getValue() != number(bytes, at + length)) {
            throw new FrameException(Reason.CORRUPT, "checksum of an event stream message does not match");
        }
    }

    private static int number(byte[] bytes, int at) {
        return (bytes[at] << 24)
                | ((bytes[at + 1] & 0xFF) << 16)
                | ((bytes[at + 2] & 0xFF) << 8)
                | (bytes[at + 3] & 0xFF);
    }
}
