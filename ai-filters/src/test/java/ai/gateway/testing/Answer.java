package ai.gateway.testing;

import org.jspecify.annotations.Nullable;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/** What came back for one request; status 0 and no headers when the connection ended before them. */
public record Answer(Head head, List<Piece> pieces, RawHttp.Ending ending, int interimAnswers) {

    /** Header lines in their order and spelling; the moment is that of {@link System#nanoTime()} at the last of them. */
    public record Head(int status, List<String> headers, long nanos) {

        static final Head NONE = new Head(0, List.of(), 0);

        /** The first value of the header. */
        public @Nullable String header(String name) {
            String prefix = name.toLowerCase(Locale.ROOT) + ":";
            return headers.stream()
                    .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(prefix))
                    .map(line -> line.substring(prefix.length()).trim())
                    .findFirst()
                    .orElse(null);
        }
    }

    /** One chunk, or what one read gave of a body that is not chunked, and when it was there. */
    public record Piece(byte[] bytes, long nanos) {
        public String text() {
            return new String(bytes, StandardCharsets.UTF_8);
        }
    }

    public int status() {
        return head.status;
    }

    public @Nullable String header(String name) {
        return head.header(name);
    }

    public byte[] body() {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        pieces.forEach(piece -> body.writeBytes(piece.bytes));
        return body.toByteArray();
    }

    public String text() {
        return new String(body(), StandardCharsets.UTF_8);
    }
}
