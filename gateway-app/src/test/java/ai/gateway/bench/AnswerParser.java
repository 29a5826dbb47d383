package ai.gateway.bench;

import io.netty.buffer.ByteBuf;

import java.util.Locale;

import static java.nio.charset.StandardCharsets.US_ASCII;

/** Reads HTTP/1.1 answers one after the other, as much of them as a benchmark has to believe in. */
final class AnswerParser {

    private enum Where {
        HEAD,
        BODY,
        CHUNK_SIZE,
        CHUNK,
        CHUNK_END,
        TRAILER
    }

    private static final int KEPT = 4096;

    private final byte[] line = new byte[8192];
    private final byte[] body = new byte[KEPT];
    private Where where = Where.HEAD;
    private int held;
    private long left;
    private int status;
    private int bodyBytes;
    private int events;
    private byte last;

    int status() {
        return status;
    }

    int bodyBytes() {
        return bodyBytes;
    }

    /** Events seen of this answer, its end mark among them. */
    int events() {
        return events;
    }

    /** Whether these are the last bytes of the body. */
    boolean endsWith(byte[] end) {
        return bodyBytes >= end.length && isAt(bodyBytes - end.length, end);
    }

    /** Whether these bytes are in the body, which must not be longer than what is kept of it. */
    boolean contains(byte[] some) {
        for (int at = 0; bodyBytes <= KEPT && at <= bodyBytes - some.length; at++) {
            if (isAt(at, some)) {
                return true;
            }
        }
        return false;
    }

    private boolean isAt(int from, byte[] some) {
        for (int i = 0; i < some.length; i++) {
            if (body[(from + i) % KEPT] != some[i]) {
                return false;
            }
        }
        return true;
    }

    /** Takes what is there, up to the end of an answer. Whether that was reached. */
    boolean read(ByteBuf bytes) {
        if (where == Where.HEAD && held == 0) {
            bodyBytes = 0;
            events = 0;
            last = 0;
        }
        while (bytes.isReadable()) {
            byte b = bytes.readByte();
            if (take(b)) {
                where = Where.HEAD;
                held = 0;
                return true;
            }
        }
        return false;
    }

    private boolean take(byte b) {
        switch (where) {
            case HEAD -> {
                line[held++] = b;
                return b == '\n' && held > 3 && line[held - 3] == '\n' && headIsAll();
            }
            case BODY -> {
                body(b);
                return --left == 0;
            }
            case CHUNK_SIZE -> {
                line[held++] = b;
                if (b == '\n') {
                    left = Long.parseLong(new String(line, 0, held, US_ASCII).trim(), 16);
                    where = left == 0 ? Where.TRAILER : Where.CHUNK;
                    held = 0;
                }
                return false;
            }
            case CHUNK -> {
                body(b);
                if (--left == 0) {
                    where = Where.CHUNK_END;
                }
                return false;
            }
            case CHUNK_END -> {
                if (b == '\n') {
                    where = Where.CHUNK_SIZE;
                }
                return false;
            }
            case TRAILER -> {
                held = b == '\n' && held > 1 ? 0 : held + 1;
                return b == '\n' && held > 0;
            }
        }
        throw new IllegalStateException();
    }

    private boolean headIsAll() {
        String head = new String(line, 0, held, US_ASCII).toLowerCase(Locale.ROOT);
        status = Integer.parseInt(head.substring(9, 12));
        held = 0;
        int length = head.indexOf("content-length: ");
        if (length < 0) {
            where = Where.CHUNK_SIZE;
            return false;
        }
        left = Long.parseLong(head.substring(length + 16, head.indexOf('\r', length)));
        where = Where.BODY;
        return left == 0;
    }

    private void body(byte b) {
        body[bodyBytes++ % KEPT] = b;
        if (b == '\n' && last == '\n') {
            events++;
        }
        last = b;
    }
}
