package ai.gateway.dialect.gemini;

import ai.gateway.dialect.Frames;
import ai.gateway.exchange.Failure;

import java.util.function.Function;

import static java.nio.charset.StandardCharsets.UTF_8;

/** The two ways in which chunks are streamed: as server-sent events, which end their lines as Google does, or as an array. */
final class ChunkFrames {

    private static final byte[] DATA = "data: ".getBytes(UTF_8);
    private static final byte[] END_OF_EVENT = "\r\n\r\n".getBytes(UTF_8);
    private static final byte[] OPEN = "[".getBytes(UTF_8);
    private static final byte[] COMMA = "\r\n,".getBytes(UTF_8);
    private static final byte[] CLOSE = "\r\n]".getBytes(UTF_8);

    private final boolean sse;
    private final Function<Failure, byte[]> failures;
    private final Frames out;
    private boolean open;

    ChunkFrames(Frames out, boolean sse, Function<Failure, byte[]> failures) {
        this.out = out;
        this.sse = sse;
        this.failures = failures;
    }

    void add(byte[] chunk) {
        byte[] line = oneLine(chunk);
        if (sse) {
            out.add(DATA);
            out.add(line);
            out.add(END_OF_EVENT);
            return;
        }
        out.add(open ? COMMA : OPEN);
        out.add(line);
        open = true;
    }

    void fail(Failure failure) {
        add(failures.apply(failure));
        end();
    }

    void end() {
        if (!sse) {
            out.add(CLOSE);
        }
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
