package ai.gateway.testing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A client that sends any bytes and hides nothing of what comes back: when each piece came, and how the connection ended. It
 * blocks; every wait ends after its patience, 10 seconds unless told otherwise. Not reading is all that a stalled reader does.
 */
public final class RawHttp implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Socket socket;
    private final AnswerReader reader;

    private RawHttp(Socket socket) throws IOException {
        this.socket = socket;
        this.reader = new AnswerReader(socket);
    }

    public static RawHttp connect(int port) {
        return connect(port, 0);
    }

    /** A client whose kernel keeps no more than about so many unread bytes. */
    public static RawHttp connect(int port, int receiveBuffer) {
        try {
            Socket socket = new Socket();
            if (receiveBuffer > 0) {
                socket.setReceiveBufferSize(receiveBuffer);
            }
            socket.setTcpNoDelay(true);
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), (int) PATIENCE.toMillis());
            return new RawHttp(socket).patience(PATIENCE);
        } catch (IOException failed) {
            throw new UncheckedIOException("port " + port, failed);
        }
    }

    /** One request on a connection of its own. */
    public static Answer get(int port, String path, String... headers) {
        try (RawHttp client = connect(port)) {
            return client.send(request("GET", path, new byte[0], headers)).readAnswer();
        }
    }

    /** One request with a JSON body on a connection of its own. */
    public static Answer post(int port, String path, String json, String... headers) {
        try (RawHttp client = connect(port)) {
            return client.sendPost(path, json, headers).readAnswer();
        }
    }

    /** One request of exactly these bytes on a connection of its own; each char is a byte. */
    public static Answer exchange(int port, String bytes) {
        try (RawHttp client = connect(port)) {
            return client.send(bytes).readAnswer();
        }
    }

    /** The bytes of a well-formed request. */
    public static byte[] request(String method, String path, byte[] body, String... headers) {
        StringBuilder head = new StringBuilder(method + " " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\n");
        for (String header : headers) {
            head.append(header).append("\r\n");
        }
        if (body.length > 0 || !method.equals("GET")) {
            head.append("Content-Length: ").append(body.length).append("\r\n");
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(head.append("\r\n").toString().getBytes(StandardCharsets.UTF_8));
        bytes.writeBytes(body);
        return bytes.toByteArray();
    }

    public RawHttp sendPost(String path, String json, String... headers) {
        List<String> all = new ArrayList<>(List.of("Content-Type: application/json"));
        all.addAll(List.of(headers));
        return send(request("POST", path, json.getBytes(StandardCharsets.UTF_8), all.toArray(String[]::new)));
    }

    /** Each char is a byte. */
    public RawHttp send(String bytes) {
        return send(bytes.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** A server that has had enough may close before all is sent; the answer that it left behind can still be read. */
    public RawHttp send(byte[] bytes) {
        return quietly(() -> {
            try {
                socket.getOutputStream().write(bytes);
            } catch (SocketException closedByTheServer) {
                if (socket.isClosed()) {
                    throw closedByTheServer;
                }
            }
        });
    }

    /** How long a read waits before it calls the connection {@link Ending#OPEN}. */
    public RawHttp patience(Duration patience) {
        return quietly(() -> socket.setSoTimeout(Math.max(1, (int) patience.toMillis())));
    }

    /** The status line and headers; empty when the connection ended or patience ran out before they were whole. */
    public Optional<Answer.Head> readHead() {
        return reader.head();
    }

    /** The next chunk, or whatever the socket had of a body that is not chunked; empty when there is no more. */
    public Optional<Answer.Piece> readPiece() {
        return reader.piece();
    }

    /** The rest of one answer; interim answers (1xx) are skipped and counted. */
    public Answer readAnswer() {
        return reader.answer();
    }

    /** How the answer ended, as far as it was read. */
    public Ending ending() {
        return reader.ending();
    }

    /** Waits for the end of the connection itself: {@code CLOSED} by FIN, {@code RESET}, or {@code OPEN} after so long. */
    public Ending awaitClose(Duration atMost) {
        patience(atMost);
        return reader.connectionEnd();
    }

    /** Ends the sending side by FIN; answers can still be read. */
    public RawHttp finishSending() {
        return quietly(socket::shutdownOutput);
    }

    /** Ends the connection by RST. */
    public void abort() {
        quietly(() -> {
            socket.setSoLinger(true, 0);
            socket.close();
        });
    }

    @Override
    public void close() {
        quietly(socket::close);
    }

    private RawHttp quietly(Action action) {
        try {
            action.run();
            return this;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private interface Action {
        void run() throws IOException;
    }

    public enum Ending {
        /** The answer came to the end that its framing promised. */
        CLEAN_END,
        /** FIN before that. */
        CLOSED,
        /** RST before that. */
        RESET,
        /** Bytes that are no HTTP. */
        GARBLED,
        /** Not ended within patience. */
        OPEN
    }
}
