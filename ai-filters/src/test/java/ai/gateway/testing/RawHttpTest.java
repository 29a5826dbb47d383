package ai.gateway.testing;

import ai.gateway.testing.RawHttp.Ending;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import java.time.Duration;
import java.util.Arrays;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

@ExtendWith({LeakCheck.class, BlockingCheck.class})
class RawHttpTest {

    private static final Duration SOON = Duration.ofSeconds(5);

    private final FaultUpstream upstream = FaultUpstream.start();

    @AfterEach
    void close() {
        upstream.close();
    }

    @Test
    void readAnswer_resetInAChunk_keepsWhatCameOfIt() {
        upstream.play(
                "/a",
                Script.head(200, "transfer-encoding: chunked")
                        .bytes("a\r\nhalf")
                        .reset());

        Answer answer = RawHttp.get(upstream.port(), "/a");

        assertThat(answer.text()).isEqualTo("half");
        assertThat(answer.ending()).isEqualTo(Ending.RESET);
    }

    @Test
    void readAnswer_noLength_endsWithTheConnection() {
        upstream.play("/a", Script.head(200).bytes("until the end").fin());

        Answer answer = RawHttp.get(upstream.port(), "/a");

        assertThat(answer.text()).isEqualTo("until the end");
        assertThat(answer.ending()).isEqualTo(Ending.CLEAN_END);
    }

    @Test
    void readAnswer_trailers_areReadOver() {
        upstream.play("/a", Script.head(200).chunk("x").bytes("0\r\nx-cost: 1\r\n\r\n"), Script.json(200, "next"));
        try (RawHttp client = RawHttp.connect(upstream.port())) {
            assertThat(client.sendPost("/a", "{}").readAnswer().text()).isEqualTo("x");
            assertThat(client.sendPost("/a", "{}").readAnswer().text()).isEqualTo("next");
        }
    }

    @Test
    void readAnswer_noHttp_garbled() {
        upstream.play("/a", Script.silence().bytes("SSH-2.0-OpenSSH\r\n").fin());

        assertThat(RawHttp.get(upstream.port(), "/a").ending()).isEqualTo(Ending.GARBLED);
    }

    @Test
    void readPiece_chunkArrivesInHalves_nothingIsLost() {
        upstream.play(
                "/a",
                Script.head(200, "transfer-encoding: chunked")
                        .bytes("4\r\nab")
                        .hang()
                        .bytes("cd\r\n0\r\n\r\n"));
        try (RawHttp client = RawHttp.connect(upstream.port()).sendPost("/a", "{}")) {
            client.readHead();
            client.patience(Duration.ofMillis(30));
            assertThat(client.readPiece()).isEmpty();

            upstream.release();

            assertThat(client.patience(SOON).readAnswer().text()).isEqualTo("abcd");
        }
    }

    @Test
    void send_halfARequest_noAnswerUntilTheRest() {
        upstream.play("/a", Script.json(200, "{}"));
        byte[] request = RawHttp.request("POST", "/a", "{}".getBytes(US_ASCII));
        try (RawHttp client = RawHttp.connect(upstream.port())) {
            client.send(Arrays.copyOf(request, request.length - 1));
            upstream.awaitBodyBytes(1, SOON);
            assertThat(upstream.requests()).isEmpty();

            assertThat(client.send("}").finishSending().readHead()).isPresent();
        }
    }

    @Test
    void send_serverAnswersEarlyAndCloses_answerIsStillRead() {
        upstream.play("/a", Script.json(413, "{}").early().reset());
        try (RawHttp client = RawHttp.connect(upstream.port())) {
            client.send("POST /a HTTP/1.1\r\nHost: a\r\nContent-Length: 100000000\r\n\r\n");
            upstream.awaitNoOpenConnections(SOON);

            assertThat(client.send(new byte[1000000])
                            .send(new byte[1])
                            .readAnswer()
                            .status())
                    .isEqualTo(413);
        }
    }

    @Test
    void awaitClose_connectionKept_open() {
        upstream.play("/a", Script.json(200, "{}"));
        try (RawHttp client = RawHttp.connect(upstream.port()).sendPost("/a", "{}")) {
            assertThat(client.readAnswer().ending()).isEqualTo(Ending.CLEAN_END);
            assertThat(client.awaitClose(Duration.ofMillis(30))).isEqualTo(Ending.OPEN);
        }
    }

    @Test
    void abort_requestUnderWay_resetAtTheServer() {
        RawHttp client = RawHttp.connect(upstream.port()).send("POST /a HTTP/1.1\r\n");
        upstream.awaitConnections(1, SOON);

        client.abort();

        assertThat(upstream.awaitClosedByPeer(1, SOON).get(0).by()).isEqualTo(SeenClose.By.PEER_RESET);
    }
}
