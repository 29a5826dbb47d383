package ai.gateway.testing;

import ai.gateway.testing.RawHttp.Ending;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.List;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

@ExtendWith({LeakCheck.class, BlockingCheck.class})
class FaultUpstreamTest {

    private static final Duration SOON = Duration.ofSeconds(5);

    private final FaultUpstream upstream = FaultUpstream.start();

    @AfterEach
    void close() {
        upstream.close();
    }

    @Test
    void play_wholeAnswer_requestIsWrittenDownAsItCame() {
        upstream.play("/v1/*", Script.json(200, "{\"a\":1}", "x-b: c"));

        Answer answer = RawHttp.post(upstream.port(), "/v1/chat?x=1", "{\"q\":\"ü\"}", "X-One: 1", "x-one: 2");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text()).isEqualTo("{\"a\":1}");
        assertThat(answer.header("X-B")).isEqualTo("c");
        assertThat(answer.ending()).isEqualTo(Ending.CLEAN_END);
        SeenRequest request = upstream.awaitRequests(1, SOON).get(0);
        assertThat(request.method()).isEqualTo("POST");
        assertThat(request.uri()).isEqualTo("/v1/chat?x=1");
        assertThat(request.text()).isEqualTo("{\"q\":\"ü\"}");
        assertThat(request.headers())
                .containsExactly(
                        "Host: 127.0.0.1",
                        "Content-Type: application/json",
                        "X-One: 1",
                        "x-one: 2",
                        "Content-Length: 10");
        assertThat(request.headers("x-ONE")).containsExactly("1", "2");
        assertThat(upstream.bodyBytesReceived()).isEqualTo(10);
    }

    @Test
    void play_sequence_lastRepeats() {
        upstream.playEverywhere(Script.json(200, "else"));
        upstream.play("/a", Script.json(500, "1"), Script.json(429, "2"), Script.json(200, "3"));

        assertThat(List.of(status("/a"), status("/a"), status("/a"), status("/a")))
                .containsExactly(500, 429, 200, 200);
        assertThat(RawHttp.get(upstream.port(), "/b").text()).isEqualTo("else");
    }

    @Test
    void play_unknownPath_404() {
        assertThat(status("/nothing")).isEqualTo(404);
    }

    @Test
    void play_keepAlive_twoRequestsOnOneConnection() {
        upstream.play("/a", Script.json(200, "one"), Script.sse("two"));
        try (RawHttp client = RawHttp.connect(upstream.port())) {
            assertThat(client.sendPost("/a", "{}").readAnswer().text()).isEqualTo("one");
            assertThat(client.sendPost("/a", "{}").readAnswer().text()).isEqualTo("data: two\n\n");
        }
        assertThat(upstream.connectionsEver()).isEqualTo(1);
        assertThat(upstream.requests()).extracting(SeenRequest::connection).containsExactly(1, 1);
    }

    @Test
    void chunks_withPauses_comeInOrderAndNotBeforeTheirTime() {
        upstream.play(
                "/a",
                Script.head(200)
                        .chunks("abcdef".getBytes(UTF_8), 2, Duration.ofMillis(20))
                        .end());

        long before = System.nanoTime();
        Answer answer = RawHttp.get(upstream.port(), "/a");

        assertThat(answer.pieces()).extracting(Answer.Piece::text).containsExactly("ab", "cd", "ef");
        assertThat(answer.pieces().get(1).nanos() - before).isGreaterThanOrEqualTo(20_000_000);
        assertThat(answer.pieces().get(2).nanos() - before).isGreaterThanOrEqualTo(40_000_000);
    }

    @Test
    void sliced_everyByteAlone_sameAnswer() {
        upstream.play("/a", Script.sse("ä", "b").sliced(1, Duration.ZERO));

        assertThat(RawHttp.get(upstream.port(), "/a").text()).isEqualTo("data: ä\n\ndata: b\n\n");
    }

    @Test
    void hang_released_goesOn() {
        upstream.play(
                "/a", Script.head(200).chunk("before").hang().chunk("after").end());
        try (RawHttp client = RawHttp.connect(upstream.port())) {
            client.sendPost("/a", "{}").readHead();
            assertThat(client.readPiece())
                    .hasValueSatisfying(piece -> assertThat(piece.text()).isEqualTo("before"));
            client.patience(Duration.ofMillis(50));
            assertThat(client.readPiece()).isEmpty();
            assertThat(client.ending()).isEqualTo(Ending.OPEN);

            upstream.release();

            client.patience(SOON);
            assertThat(client.readAnswer().text()).isEqualTo("after");
            assertThat(client.ending()).isEqualTo(Ending.CLEAN_END);
        }
    }

    @Test
    void early_bodyNeverSent_answersAtTheHead() {
        upstream.play("/a", Script.json(413, "{}").early());

        Answer answer = RawHttp.exchange(upstream.port(), "POST /a HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\n");

        assertThat(answer.status()).isEqualTo(413);
        assertThat(upstream.requests()).isEmpty();
    }

    @Test
    void closes_peerEnds_toldApart() {
        upstream.play("/hang", Faults.hang());
        upstream.play("/fin", Faults.closeBeforeHeaders());

        RawHttp finished = RawHttp.connect(upstream.port()).sendPost("/hang", "{}");
        upstream.awaitRequests(1, SOON);
        assertThat(upstream.openConnections()).isEqualTo(1);
        long before = System.nanoTime();
        finished.close();
        assertThat(upstream.awaitClosedByPeer(1, SOON)).singleElement().satisfies(close -> {
            assertThat(close.by()).isEqualTo(SeenClose.By.PEER_FIN);
            assertThat(close.nanos()).isBetween(before, System.nanoTime());
        });
        RawHttp aborted = RawHttp.connect(upstream.port()).sendPost("/hang", "{}");
        upstream.awaitRequests(2, SOON);
        aborted.abort();
        assertThat(upstream.awaitClosedByPeer(2, SOON).get(1).by()).isEqualTo(SeenClose.By.PEER_RESET);
        RawHttp.post(upstream.port(), "/fin", "{}");
        upstream.awaitNoOpenConnections(SOON);
        assertThat(upstream.closes())
                .extracting(SeenClose::by)
                .containsExactly(SeenClose.By.PEER_FIN, SeenClose.By.PEER_RESET, SeenClose.By.SCRIPT);
    }

    @Test
    void await_notMet_failsWithWhatWasSeen() {
        assertThatThrownBy(() -> upstream.awaitRequests(1, Duration.ofMillis(10)))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("expected 1 requests")
                .hasMessageContaining("requests: 0");
    }

    @Test
    void request_malformed_isWrittenDown() {
        RawHttp.exchange(upstream.port(), "GET /a HTTP/1.1\r\n: x\r\n\r\n");

        assertThat(upstream.awaitRequests(1, SOON).get(0).method()).isEqualTo(SeenRequest.MALFORMED);
    }

    @Test
    void close_openConnections_areClosed() {
        upstream.play("/a", Faults.hang());
        try (RawHttp client = RawHttp.connect(upstream.port()).sendPost("/a", "{}")) {
            upstream.awaitRequests(1, SOON);

            upstream.close();

            assertThat(client.awaitClose(SOON)).isEqualTo(Ending.CLOSED);
        }
    }

    @Test
    void refusedPort_connect_refused() {
        assertThatThrownBy(() -> connect(FaultUpstream.refusedPort())).isInstanceOf(ConnectException.class);
    }

    @Test
    void silentPort_connect_timesOut() {
        assertThatThrownBy(() -> connect(FaultUpstream.silentPort())).isInstanceOf(SocketTimeoutException.class);
        assertThatThrownBy(() -> connect(FaultUpstream.silentPort())).isInstanceOf(SocketTimeoutException.class);
    }

    private static void connect(int port) throws Exception {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 300);
        }
    }

    private int status(String path) {
        return RawHttp.get(upstream.port(), path).status();
    }
}
