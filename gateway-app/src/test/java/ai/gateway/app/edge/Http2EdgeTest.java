package ai.gateway.app.edge;

import ai.gateway.testing.LeakCheck;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import reactor.netty.http.HttpProtocol;
import reactor.netty.http.client.HttpClient;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

/** The same edge with HTTP/2 switched on, in clear text. */
@ExtendWith(LeakCheck.class)
class Http2EdgeTest {

    private static final int HEADERS = 1;
    private static final int RST_STREAM = 3;
    private static final int SETTINGS = 4;
    private static final int GOAWAY = 7;
    private static final int CONTINUATION = 9;
    private static final int END_STREAM = 1;
    private static final int END_HEADERS = 4;
    /** GET / of http://a in HPACK. */
    private static final byte[] GET = {(byte) 0x82, (byte) 0x86, (byte) 0x84, 0x41, 1, 'a'};

    private static EdgeGateway gateway;

    @BeforeAll
    static void start() {
        gateway = new EdgeGateway("server.http2.enabled=true", "ai.gateway.edge.max-connections=8");
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    private static int status(String uri) {
        return HttpClient.newConnection()
                .protocol(HttpProtocol.H2C)
                .host("127.0.0.1")
                .port(gateway.port())
                .get()
                .uri(uri)
                .responseSingle((response, body) ->
                        body.asString().thenReturn(response.status().code()))
                .block();
    }

    @Test
    void stream_withGoodPath_passes() {
        assertThat(status("/good")).isEqualTo(200);
    }

    @Test
    void stream_withEncodedDots_isRefused() {
        int before = gateway.calls.get();

        assertThat(status("/a/%2e%2e/actuator")).isEqualTo(400);

        assertThat(gateway.calls.get()).isEqualTo(before);
    }

    @Test
    void http11_onTheSamePort_isHeldToItsRules() throws IOException {
        assertThat(gateway.exchange("GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 200");
        assertThat(gateway.exchange("GET / HTTP/1.1\r\nHost: a\r\nX: a\r\n b\r\n\r\n"))
                .startsWith("HTTP/1.1 400")
                .contains("folded_header");
    }

    @Test
    void settings_boundTheStreams() throws IOException {
        assertThat(converse(new ByteArrayOutputStream(), SETTINGS)).containsSubsequence(0, 3, 0, 0, 0, 100);
    }

    @Test
    void rapidReset_isSentAway() throws IOException {
        ByteArrayOutputStream flood = new ByteArrayOutputStream();
        for (int i = 0; i < 1000; i++) {
            flood.write(frame(HEADERS, END_STREAM | END_HEADERS, 2 * i + 1, GET));
            flood.write(frame(RST_STREAM, 0, 2 * i + 1, new byte[] {0, 0, 0, 8}));
        }
        assertThat(converse(flood, GOAWAY)).isNotEmpty();
    }

    @Test
    void continuationFlood_isSentAway() throws IOException {
        ByteArrayOutputStream flood = new ByteArrayOutputStream();
        flood.write(frame(HEADERS, END_STREAM, 1, GET));
        for (int i = 0; i < 10_000; i++) {
            flood.write(frame(CONTINUATION, 0, 1, new byte[0]));
        }
        assertThat(converse(flood, GOAWAY)).isNotEmpty();
    }

    @Test
    void pseudoHeaders_missingPath_areReset() throws IOException {
        int before = gateway.calls.get();
        ByteArrayOutputStream bad = new ByteArrayOutputStream();
        bad.write(frame(HEADERS, END_STREAM | END_HEADERS, 1, new byte[] {(byte) 0x82, (byte) 0x86, 0x41, 1, 'a'}));

        assertThat(converse(bad, RST_STREAM)).isNotEmpty();

        assertThat(gateway.calls.get()).isEqualTo(before);
    }

    @Test
    void connections_beyondTheMost_areClosedAtOnce() throws IOException {
        List<Socket> served = new ArrayList<>();
        try {
            Socket next = gateway.connect();
            while (isServed(next)) {
                served.add(next);
                next = gateway.connect();
            }
            // Fewer when a connection of another test is not quite gone.
            assertThat(served).hasSizeBetween(1, 8);
        } finally {
            for (Socket socket : served) {
                socket.close();
            }
        }
    }

    private static boolean isServed(Socket socket) throws IOException {
        try {
            EdgeGateway.send(socket, "GET / HTTP/1.1\r\nHost: a\r\n\r\n");
            return EdgeGateway.readOne(socket).startsWith("HTTP/1.1 200");
        } catch (SocketTimeoutException neitherServedNorClosed) {
            throw neitherServedNorClosed;
        } catch (IOException closed) {
            socket.close();
            return false;
        }
    }

    /** Opens a connection, sends frames, and returns the payload of the first answer of a type; empty when none comes. */
    private static List<Integer> converse(ByteArrayOutputStream frames, int awaited) throws IOException {
        try (Socket socket = gateway.connect()) {
            socket.getOutputStream().write("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().write(frame(SETTINGS, 0, 0, new byte[0]));
            try {
                socket.getOutputStream().write(frames.toByteArray());
            } catch (SocketException sentAwayAlready) {
                // What was answered can still be read.
            }
            DataInputStream in = new DataInputStream(socket.getInputStream());
            while (true) {
                int length = in.readUnsignedShort() << 8 | in.readUnsignedByte();
                int type = in.readUnsignedByte();
                in.skipBytes(5);
                byte[] payload = in.readNBytes(length);
                if (type == awaited) {
                    List<Integer> bytes = new ArrayList<>();
                    for (byte b : payload) {
                        bytes.add(b & 0xff);
                    }
                    return bytes;
                }
            }
        } catch (EOFException | SocketException closed) {
            return List.of();
        }
    }

    private static byte[] frame(int type, int flags, int stream, byte[] payload) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(payload.length >> 16);
        out.write(payload.length >> 8);
        out.write(payload.length);
        out.write(type);
        out.write(flags);
        for (int shift = 24; shift >= 0; shift -= 8) {
            out.write(stream >> shift);
        }
        out.writeBytes(payload);
        return out.toByteArray();
    }
}
