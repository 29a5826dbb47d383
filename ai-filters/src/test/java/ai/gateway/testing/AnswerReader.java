package ai.gateway.testing;

import ai.gateway.testing.Answer.Head;
import ai.gateway.testing.Answer.Piece;
import ai.gateway.testing.RawHttp.Ending;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Reads answers off a socket, strictly. What came of a line or a chunk before a time-out is kept for the next read, so a test
 * may look whether a stream is silent and read on.
 */
final class AnswerReader {

    private static final int LARGEST_PIECE = 64 * 1024;
    private static final long BETWEEN_CHUNKS = -1;

    private final InputStream in;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private final ByteArrayOutputStream chunk = new ByteArrayOutputStream();
    private Head head = Head.NONE;
    private Framing framing = Framing.UNTIL_CLOSE;
    private long left;
    private Ending ending = Ending.OPEN;

    private enum Framing {
        CHUNKED,
        COUNTED,
        UNTIL_CLOSE
    }

    AnswerReader(Socket socket) throws IOException {
        in = new BufferedInputStream(socket.getInputStream(), LARGEST_PIECE);
    }

    Ending ending() {
        return ending;
    }

    Answer answer() {
        int interim = 0;
        while (head == Head.NONE || isInterim()) {
            interim += isInterim() ? 1 : 0;
            if (head().isEmpty()) {
                return new Answer(Head.NONE, List.of(), ending, interim);
            }
        }
        List<Piece> pieces = new ArrayList<>();
        for (Optional<Piece> piece = piece(); piece.isPresent(); piece = piece()) {
            pieces.add(piece.get());
        }
        if (chunk.size() > 0) {
            pieces.add(new Piece(chunk.toByteArray(), System.nanoTime()));
        }
        Answer answer = new Answer(head, List.copyOf(pieces), ending, interim);
        if (ending == Ending.CLEAN_END) {
            head = Head.NONE;
        }
        return answer;
    }

    Optional<Head> head() {
        ending = Ending.OPEN;
        head = Head.NONE;
        return attempt(() -> {
            String statusLine = line();
            if (!statusLine.matches("HTTP/1\\.[01] \\d{3}( .*)?")) {
                throw new Garbled();
            }
            List<String> headers = new ArrayList<>();
            for (String next = line(); !next.isEmpty(); next = line()) {
                headers.add(next);
            }
            head = new Head(Integer.parseInt(statusLine.substring(9, 12)), List.copyOf(headers), System.nanoTime());
            frame();
            return Optional.of(head);
        });
    }

    Optional<Piece> piece() {
        if (head == Head.NONE || ending != Ending.OPEN) {
            return Optional.empty();
        }
        return attempt(() -> switch (framing) {
            case CHUNKED -> chunk();
            case COUNTED -> counted();
            case UNTIL_CLOSE -> untilClose();
        });
    }

    /** Reads and drops until the connection itself ends. */
    Ending connectionEnd() {
        ending = Ending.OPEN;
        attempt(() -> {
            in.transferTo(OutputStream.nullOutputStream());
            throw new EOFException();
        });
        return ending;
    }

    private boolean isInterim() {
        return head.status() / 100 == 1 && head.status() != 101;
    }

    private void frame() {
        String length = head.header("content-length");
        if (isInterim() || head.status() == 101 || head.status() == 204 || head.status() == 304) {
            framing = Framing.COUNTED;
            left = 0;
        } else if ("chunked".equals(head.header("transfer-encoding"))) {
            framing = Framing.CHUNKED;
            left = BETWEEN_CHUNKS;
        } else if (length != null) {
            framing = Framing.COUNTED;
            left = Long.parseLong(length);
        } else {
            framing = Framing.UNTIL_CLOSE;
        }
    }

    private Optional<Piece> chunk() throws IOException {
        if (left == BETWEEN_CHUNKS) {
            String size = line();
            if (!size.matches("[0-9a-fA-F]{1,8}")) {
                throw new Garbled();
            }
            left = Long.parseLong(size, 16);
            if (left == 0) {
                return trailers();
            }
        }
        while (left > 0) {
            byte[] bytes = some(left);
            chunk.writeBytes(bytes);
            left -= bytes.length;
        }
        if (!line().isEmpty()) {
            throw new Garbled();
        }
        Piece piece = new Piece(chunk.toByteArray(), System.nanoTime());
        chunk.reset();
        left = BETWEEN_CHUNKS;
        return Optional.of(piece);
    }

    private Optional<Piece> trailers() throws IOException {
        String trailer = line();
        while (!trailer.isEmpty()) {
            trailer = line();
        }
        return end();
    }

    private Optional<Piece> counted() throws IOException {
        if (left == 0) {
            return end();
        }
        byte[] bytes = some(left);
        left -= bytes.length;
        return Optional.of(new Piece(bytes, System.nanoTime()));
    }

    private Optional<Piece> untilClose() throws IOException {
        try {
            return Optional.of(new Piece(some(LARGEST_PIECE), System.nanoTime()));
        } catch (EOFException fin) {
            return end();
        }
    }

    private Optional<Piece> end() {
        ending = Ending.CLEAN_END;
        return Optional.empty();
    }

    private byte[] some(long atMost) throws IOException {
        byte[] bytes = new byte[(int) Math.min(atMost, LARGEST_PIECE)];
        int read = in.read(bytes);
        if (read < 0) {
            throw new EOFException();
        }
        return Arrays.copyOf(bytes, read);
    }

    private String line() throws IOException {
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new EOFException();
            }
            line.write(next);
        }
        String text = line.toString(StandardCharsets.ISO_8859_1);
        line.reset();
        if (!text.endsWith("\r")) {
            throw new Garbled();
        }
        return text.substring(0, text.length() - 1);
    }

    private <T> Optional<T> attempt(Reading<T> reading) {
        try {
            return reading.run();
        } catch (SocketTimeoutException patienceIsOut) {
            ending = Ending.OPEN;
        } catch (EOFException fin) {
            ending = Ending.CLOSED;
        } catch (Garbled garbled) {
            ending = Ending.GARBLED;
        } catch (IOException reset) {
            ending = Ending.RESET;
        }
        return Optional.empty();
    }

    private interface Reading<T> {
        Optional<T> run() throws IOException;
    }

    private static final class Garbled extends IOException {}
}
