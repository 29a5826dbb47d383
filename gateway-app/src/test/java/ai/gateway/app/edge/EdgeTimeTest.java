package ai.gateway.app.edge;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.netty.http.client.HttpClient;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Slow clients against short limits. What is waited for is the gateway's own answer or close, never a fixed time. */
class EdgeTimeTest {

    private static EdgeGateway gateway;

    @BeforeAll
    static void start() {
        gateway = new EdgeGateway(
                "ai.gateway.edge.header-timeout=300ms",
                "ai.gateway.edge.body-timeout=300ms",
                "ai.gateway.edge.keep-alive-timeout=600ms",
                "ai.gateway.edge.stalled-reader-timeout=300ms",
                "ai.gateway.edge.max-connections=40");
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    @Test
    void head_thatDoesNotEnd_isAnsweredWith408() throws IOException {
        assertThat(gateway.exchange("GET / HTTP/1.1\r\nHost: a\r\nX: "))
                .startsWith("HTTP/1.1 408")
                .contains("head");
    }

    @Test
    void head_thatDripsForever_isCutAllTheSame() throws IOException {
        try (Socket socket = gateway.connect()) {
            EdgeGateway.send(socket, "GET / HTTP/1.1\r\nHost: a\r\n");
            socket.setSoTimeout(50);
            assertThat(drip(socket, "X: a\r\n")).contains("HTTP/1.1 408");
        }
    }

    @Test
    void body_thatDripsForever_isAnsweredWith408() throws IOException {
        try (Socket socket = gateway.connect()) {
            EdgeGateway.send(socket, "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 100000\r\n\r\n");
            socket.setSoTimeout(50);
            assertThat(drip(socket, "x")).contains("HTTP/1.1 408").contains("body");
        }
    }

    @Test
    void body_thatNeverComes_isAnsweredWith408() throws IOException {
        String head = "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 10\r\n\r\n";
        assertThat(gateway.exchange(head)).startsWith("HTTP/1.1 408").contains("body");
        assertThat(gateway.exchange(head + "half")).startsWith("HTTP/1.1 408").contains("body");
    }

    @Test
    void webSocket_longPastTheHeaderTime_staysOpen() {
        List<String> echoes = HttpClient.newConnection()
                .websocket()
                .uri("ws://127.0.0.1:" + gateway.port() + "/ws")
                .handle((in, out) -> out.sendString(Flux.interval(Duration.ofMillis(100))
                                .map(i -> "line\r\n " + i)
                                .take(10))
                        .then()
                        .thenMany(Flux.empty())
                        .cast(String.class)
                        .mergeWith(in.receive().asString().take(10)))
                .collectList()
                .block(Duration.ofSeconds(10));

        assertThat(echoes).hasSize(10).contains("line\r\n 9");
    }

    /** Sends a little after each short read that brought nothing, until the gateway closes. */
    private static String drip(Socket socket, String drop) {
        StringBuilder answer = new StringBuilder();
        for (int drops = 0; drops < 200; drops++) {
            try {
                int b = socket.getInputStream().read();
                if (b < 0) {
                    return answer.toString();
                }
                answer.append((char) b);
            } catch (SocketTimeoutException quiet) {
                try {
                    EdgeGateway.send(socket, drop);
                } catch (IOException closed) {
                    return answer.toString();
                }
            } catch (IOException reset) {
                return answer.toString();
            }
            drops -= answer.isEmpty() ? 0 : 1;
        }
        return "never closed";
    }

    @Test
    void connection_withoutAByte_isClosedInSilence() throws IOException {
        assertThat(gateway.exchange("")).isEmpty();
    }

    @Test
    void keptConnection_idle_isClosedInSilence() throws IOException {
        try (Socket socket = gateway.connect()) {
            EdgeGateway.send(socket, "GET / HTTP/1.1\r\nHost: a\r\n\r\n");
            assertThat(EdgeGateway.readOne(socket)).startsWith("HTTP/1.1 200");
            assertThat(EdgeGateway.readAll(socket)).isEmpty();
        }
    }

    @Test
    void reader_thatTakesNothing_isCut() throws IOException {
        try (Socket socket = new Socket()) {
            socket.setReceiveBufferSize(4096);
            socket.setSoTimeout(10_000);
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), gateway.port()));
            StringBuilder many = new StringBuilder();
            for (int i = 0; i < 16; i++) {
                many.append("GET /big HTTP/1.1\r\nHost: a\r\n\r\n");
            }
            EdgeGateway.send(socket, many.toString());
            // The cut is seen by writing: a closed gateway answers with a reset.
            long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
            assertThatThrownBy(() -> {
                        while (System.nanoTime() < deadline) {
                            EdgeGateway.send(socket, "G");
                            LockSupport.parkNanos(20_000_000);
                        }
                    })
                    .isInstanceOf(IOException.class);
        }
    }
}
