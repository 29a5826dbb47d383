package ai.gateway.testing;

import ai.gateway.testing.RawHttp.Ending;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.ByteArrayInputStream;
import java.time.Duration;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

@ExtendWith({LeakCheck.class, BlockingCheck.class})
class FaultsTest {

    private static final String JSON = "{\"answer\":\"forty-two\"}";
    private static final Duration SOON = Duration.ofSeconds(5);

    private final FaultUpstream upstream = FaultUpstream.start();

    @AfterEach
    void close() {
        upstream.close();
    }

    static Stream<Arguments> endings() {
        return Stream.of(
                fault("U2 close", Faults.closeBeforeHeaders(), 0, "", Ending.CLOSED),
                fault("U2 reset", Faults.resetBeforeHeaders(), 0, "", Ending.RESET),
                fault("U3 length", Faults.resetInBody(JSON), 200, JSON.substring(0, 11), Ending.RESET),
                fault("U3 chunked", Faults.resetInChunkedBody(JSON), 200, JSON.substring(0, 11), Ending.RESET),
                fault("U3 stream", Faults.resetInStream("a", "b"), 200, "data: a\n\ndata: b\n\n", Ending.RESET),
                fault("U3 fin, length", Faults.closeInBody(JSON), 200, JSON.substring(0, 11), Ending.CLOSED),
                fault("U3 fin, stream", Faults.closeInStream("a"), 200, "data: a\n\n", Ending.CLOSED),
                fault("U3 chunk size", Faults.badChunkSize("a"), 200, "data: a\n\n", Ending.GARBLED),
                fault("U4 late", Faults.late(Duration.ofMillis(30), JSON), 200, JSON, Ending.CLEAN_END),
                fault("U4 slow body", Faults.slowBody(Duration.ofMillis(1), JSON), 200, JSON, Ending.CLEAN_END),
                fault("U5", Faults.slowStream(Duration.ofMillis(1), "a"), 200, "data: a\n\n", Ending.CLEAN_END),
                fault("U6 garbage", Faults.garbageJson(), 200, "{\"choices\":[{\"message\":", Ending.CLEAN_END),
                fault("U6 empty", Faults.empty(), 200, "", Ending.CLEAN_END),
                fault("U7", Faults.splitStream("data: a\n\n".getBytes(UTF_8), 3), 200, "data: a\n\n", Ending.CLEAN_END),
                fault("U14 redirect", Faults.redirect("http://169.254.169.254/"), 302, "", Ending.CLEAN_END),
                fault("U14 101", Faults.switchingProtocols(), 101, "", Ending.CLEAN_END),
                fault("U14 204", Faults.bodiless(204), 204, "", Ending.CLEAN_END),
                fault("U14 304", Faults.bodiless(304), 304, "", Ending.CLEAN_END),
                fault("U15 junk", Faults.junkHeader("x: a\r\nno colon"), 200, "{}", Ending.CLEAN_END));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("endings")
    void fault_played_endsAsTold(String name, Script script, int status, String body, Ending ending) {
        upstream.play("/a", script);

        Answer answer = RawHttp.post(upstream.port(), "/a", "{}");

        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.text()).isEqualTo(body);
        assertThat(answer.ending()).isEqualTo(ending);
    }

    @Test
    void hang_noAnswer_connectionStaysOpen() {
        upstream.play("/a", Faults.hang());
        try (RawHttp client = RawHttp.connect(upstream.port()).sendPost("/a", "{}")) {
            upstream.awaitRequests(1, SOON);
            client.patience(Duration.ofMillis(30));

            assertThat(client.readAnswer().ending()).isEqualTo(Ending.OPEN);
        }
    }

    @Test
    void overloaded_retryAfter_passesAnyValue() {
        upstream.play("/a", Faults.overloaded(529, "Wed, 21 Oct 2015 07:28:00 GMT"));

        Answer answer = RawHttp.post(upstream.port(), "/a", "{}");

        assertThat(answer.status()).isEqualTo(529);
        assertThat(answer.header("retry-after")).isEqualTo("Wed, 21 Oct 2015 07:28:00 GMT");
    }

    @Test
    void tinyEvents_readerStops_upstreamStopsAndNothingPilesUp() {
        upstream.play("/a", Faults.tinyEvents(Long.MAX_VALUE));
        try (RawHttp client = RawHttp.connect(upstream.port(), 4096).sendPost("/a", "{}")) {
            client.readHead();
            upstream.awaitBytesSent(64 * 1024, SOON);
            long stopped = sentWhenQuiet();

            assertThat(stopped).isLessThan(16L * 1024 * 1024);
            for (int i = 0; i < 1000; i++) {
                assertThat(client.readPiece())
                        .hasValueSatisfying(piece -> assertThat(piece.text()).isEqualTo("data: {}\n\n"));
            }
            client.abort();
        }
        assertThat(upstream.awaitClosedByPeer(1, SOON).get(0).by()).isEqualTo(SeenClose.By.PEER_RESET);
    }

    @Test
    void tinyEvents_counted_allOfThemAndTheEnd() {
        upstream.play("/a", Faults.tinyEvents(10_007));

        Answer answer = RawHttp.post(upstream.port(), "/a", "{}");

        assertThat(answer.pieces()).hasSize(10_007);
        assertThat(answer.ending()).isEqualTo(Ending.CLEAN_END);
    }

    @Test
    void oneLongLine_hugeBody_haveTheirLength() {
        upstream.play("/line", Faults.oneLongLine(4 << 20)).play("/body", Faults.hugeBody(4 << 20));

        assertThat(RawHttp.get(upstream.port(), "/line").body()).hasSize((4 << 20) + 8);
        assertThat(RawHttp.get(upstream.port(), "/body").body()).hasSize((4 << 20) + 8);
    }

    @Test
    void interimFlood_manyBeforeOne_allCounted() {
        upstream.play("/a", Faults.interimFlood(5000, JSON));

        Answer answer = RawHttp.post(upstream.port(), "/a", "{}");

        assertThat(answer.interimAnswers()).isEqualTo(5000);
        assertThat(answer.text()).isEqualTo(JSON);
    }

    @Test
    void hugeHeader_megabyte_isSent() {
        upstream.play("/a", Faults.hugeHeader(1 << 20));

        assertThat(RawHttp.get(upstream.port(), "/a").header("x-huge")).hasSize(1 << 20);
    }

    @Test
    void truncatedGzip_wholeByLength_brokenInside() throws Exception {
        upstream.play("/whole", Faults.encoded("gzip", Encodings.gzip(JSON.getBytes(UTF_8))));
        upstream.play("/cut", Faults.truncatedGzip(JSON));
        upstream.play("/lie", Faults.lyingEncoding("gzip", JSON));

        Answer whole = RawHttp.get(upstream.port(), "/whole");
        Answer cut = RawHttp.get(upstream.port(), "/cut");

        assertThat(new GZIPInputStream(new ByteArrayInputStream(whole.body())).readAllBytes())
                .asString(UTF_8)
                .isEqualTo(JSON);
        assertThat(cut.ending()).isEqualTo(Ending.CLEAN_END);
        assertThat(whole.body()).startsWith(cut.body()).hasSizeGreaterThan(cut.body().length);
        assertThat(RawHttp.get(upstream.port(), "/lie").text()).isEqualTo(JSON);
    }

    @Test
    void wrongLength_tooLong_clientWaitsForTheRest() {
        upstream.play("/a", Script.head(200, "content-length: 5").body("abc"));
        try (RawHttp client = RawHttp.connect(upstream.port()).sendPost("/a", "{}")) {
            client.readHead();
            assertThat(client.readPiece().map(Answer.Piece::text)).hasValue("abc");
            client.patience(Duration.ofMillis(50));

            assertThat(client.readPiece()).isEmpty();
            assertThat(client.ending()).isEqualTo(Ending.OPEN);
        }
    }

    /** The count of bytes once a wait for one more was in vain. */
    private long sentWhenQuiet() {
        while (true) {
            long sent = upstream.bytesSent();
            try {
                upstream.awaitBytesSent(sent + 1, Duration.ofMillis(100));
            } catch (AssertionError quiet) {
                return sent;
            }
        }
    }

    private static Arguments fault(String name, Script script, int status, String body, Ending ending) {
        return Arguments.of(name, script, status, body, ending);
    }
}
