package ai.gateway.dialect.gemini;

import ai.gateway.exchange.Failure;

import java.io.ByteArrayOutputStream;
import java.util.function.Function;

import static java.nio.charset.StandardCharsets.UTF_8;

/** The two ways in which chunks are streamed: as server-sent events, which end their lines as Google does, or as an array. */
final class ChunkFrames {

    private static final byte[] DATA = "data: ".getBytes(UTF_8);
    private static final byte[] END_OF_EVENT = "\r\n\r\n".getBytes(UTF_8);
    private static final byte[] COMMA = "\r\n,".getBytes(UTF_8);
    private static final byte[] CLOSE = "\r\n]".getBytes(UTF_8);

    private final boolean sse;
    private final Function<Failure, byte[]> failures;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream(512);
    private boolean open;

    ChunkFrames(boolean sse, Function<Failure, byte[]> failures) {
        this.sse = sse;
        this.failures = failures;
    }

    String contentType() {
        return sse ? "text/event-stream" : "application/json";
    }

    void add(byte[] chunk) {
        byte[] line = oneLine(chunk);
        if (sse) {
            out.writeBytes(DATA);
            out.writeBytes(line);
            out.writeBytes(END_OF_EVENT);
            return;
        }
        if (open) {
            out.writeBytes(COMMA);
        } else {
            out.write('[');
        }
        out.writeBytes(line);
        open = true;
    }

    void fail(Failure failure) {
        add(failures.apply(failure));
        end();
    }

    void end() {
        if (!sse) {
            out.writeBytes(CLOSE);
        }
    }

    byte[] take() {
        byte[] taken = out.toByteArray();
        out.reset();
        return taken;
    }

    /** Line breaks in JSON stand between its parts only. */
    private static byte[] oneLine(byte[] json) {
        for (int i = 0; i < json.length; i++) {
            if (json[i] == '\n' || json[i] == '\r') {
                json[i] = ' ';
            }
        }
        return json;
    }
}
