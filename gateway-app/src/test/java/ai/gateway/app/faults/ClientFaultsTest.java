package ai.gateway.app.faults;

import ai.gateway.exchange.FailureCode;
import ai.gateway.pipeline.Outcome.Ending;
import ai.gateway.testing.Answer;
import ai.gateway.testing.BlockingCheck;
import ai.gateway.testing.Encodings;
import ai.gateway.testing.Faults;
import ai.gateway.testing.LeakCheck;
import ai.gateway.testing.RawHttp;
import ai.gateway.testing.Script;
import ai.gateway.testing.SeenClose;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import static ai.gateway.app.faults.Bench.SOON;
import static org.assertj.core.api.Assertions.assertThat;

/** Clients that leave, or send more than they may: C1, C2 and C4 of the table. */
@ExtendWith({LeakCheck.class, BlockingCheck.class})
class ClientFaultsTest {

    private static final int CLIENTS = Integer.getInteger("faults.clients", 60);
    private static final int CAP = 1024 * 1024;
    /** The table allows 250 ms on a machine of one's own. */
    private static final Duration SLACK = Duration.ofMillis(Integer.getInteger("faults.slack", 600));

    private static Bench bench;

    @BeforeAll
    static void start() {
        bench = new Bench("ai.gateway.limits.max-request-bytes=1MB");
        for (Wire wire : Wire.values()) {
            bench.play(wire.healthy(false)).ask(wire, false);
        }
    }

    @AfterAll
    static void everythingIsSettledOnce() {
        bench.closeSettled();
    }

    static Stream<Arguments> wires() {
        return UpstreamFaultsTest.wires();
    }

    @ParameterizedTest
    @MethodSource("wires")
    void c1_gonePartWayThroughTheBody_isSettledAndTheProviderNeverAsked(Wire wire, boolean stream) {
        int asked = bench.upstream.requests().size();
        int before = bench.ledger.settled();
        int begun = bench.ledger.begun();
        byte[] request = bench.request(wire, stream);
        List<RawHttp> all = new ArrayList<>();
        for (int i = 0; i < CLIENTS; i++) {
            all.add(RawHttp.connect(bench.port()).send(java.util.Arrays.copyOf(request, request.length - 10)));
        }
        bench.ledger.awaitBegun(begun + CLIENTS, Duration.ofSeconds(10));
        all.forEach(RawHttp::abort);
        for (Ledger.Entry entry : bench.ledger.awaitSettled(before, CLIENTS, SOON)) {
            assertThat(entry.ending()).isEqualTo(Ending.CLIENT_GONE);
            assertThat(entry.status()).isZero();
        }
        assertThat(bench.upstream.requests()).hasSize(asked);
    }

    @ParameterizedTest
    @MethodSource("wires")
    void c1_goneBeforeTheAnswer_letsTheProviderGo(Wire wire, boolean stream) {
        bench.play(Faults.hang());
        leave(wire, stream, CLIENTS, false);
    }

    @ParameterizedTest
    @MethodSource("wires")
    void c1_goneInTheMiddle_letsTheProviderGo(Wire wire, boolean stream) {
        bench.play(Faults.stallInStream(wire.events()[0]));
        for (Ledger.Entry entry : leave(wire, true, CLIENTS, true)) {
            assertThat(entry.outcome().facts().usage().output()).isEqualTo(1);
        }
    }

    private static List<Ledger.Entry> leave(Wire wire, boolean stream, int clients, boolean afterAPiece) {
        int asked = bench.upstream.requests().size();
        int closed = bench.upstream.closes().size();
        int before = bench.ledger.settled();
        List<RawHttp> all = new ArrayList<>();
        for (int i = 0; i < clients; i++) {
            all.add(RawHttp.connect(bench.port()).send(bench.request(wire, stream)));
        }
        bench.upstream.awaitRequests(asked + clients, Duration.ofSeconds(10));
        if (afterAPiece) {
            all.forEach(client -> {
                assertThat(client.readHead()).isPresent();
                assertThat(client.readPiece()).isPresent();
            });
        }
        long[] left = new long[clients];
        for (int i = 0; i < clients; i++) {
            left[i] = System.nanoTime();
            all.get(i).abort();
        }
        bench.upstream.awaitNoOpenConnections(SOON);
        List<SeenClose> closes = bench.upstream.closes();
        long[] late = new long[clients];
        for (int i = 0; i < clients; i++) {
            late[i] = closes.get(closed + i).nanos() - left[i];
        }
        java.util.Arrays.sort(late);
        Duration p99 = Duration.ofNanos(late[clients * 99 / 100]);
        System.out.println("C1 " + wire + " stream " + stream + ": provider closed p99 " + p99.toMillis() + " ms");
        assertThat(p99).isLessThan(SLACK);
        List<Ledger.Entry> entries = bench.ledger.awaitSettled(before, clients, SOON);
        assertThat(entries).hasSize(clients).allMatch(entry -> entry.ending() == Ending.CLIENT_GONE);
        return entries;
    }

    @Test
    void c2_smallPool_isFreeAgainWhenItsClientsLeave() {
        String pool = "spring.cloud.gateway.server.webflux.httpclient.pool.";
        try (Bench small = new Bench(pool + "type=fixed", pool + "max-connections=2", pool + "acquire-timeout=3000")) {
            for (Wire wire : Wire.values()) {
                small.play(Faults.hang());
                int asked = small.upstream.requests().size();
                RawHttp one = RawHttp.connect(small.port()).send(small.request(wire, true));
                RawHttp two = RawHttp.connect(small.port()).send(small.request(wire, true));
                small.upstream.awaitRequests(asked + 2, Duration.ofSeconds(5));
                one.abort();
                two.abort();
                small.ledger.awaitSettled(small.ledger.begun() - 2, 2, SOON);
                Bench.Told third = small.play(wire.healthy(false)).ask(wire, false);
                assertThat(third.answer().status()).isEqualTo(200);
                assertThat(third.took()).isLessThan(SOON);
            }
        }
    }

    /** More than the sockets and buffers on the way hold, in pieces that are big enough to fill them one by one. */
    @Test
    void c3_readerThatComesBack_getsAllOfIt() {
        int events = 300;
        String event = "data: \"" + "x".repeat(50_000) + "\"\n\n";
        bench.play(Script.head(200, "content-type: text/event-stream")
                .flood(event, events)
                .end());
        try (RawHttp client = RawHttp.connect(bench.port(), 4096)) {
            client.send(bench.request(Wire.OPENAI, true));
            client.readHead();
            bench.upstream.awaitBytesSent(1_000_000, Duration.ofSeconds(10));
            Answer answer = client.readAnswer();

            assertThat(answer.ending()).isEqualTo(RawHttp.Ending.CLEAN_END);
            assertThat(answer.text()).hasSize(events * event.length());
        }
    }

    /** One that is too long to be held passes as it comes, and is held back as a stream is. */
    @Test
    void c3_readerThatComesBack_getsAllOfALongWholeAnswer() {
        int pieces = 600;
        String piece = "x".repeat(50_000);
        bench.play(Script.head(200, "content-type: application/json")
                .chunk("\"")
                .flood(piece, pieces)
                .chunk("\"")
                .end());
        try (RawHttp client = RawHttp.connect(bench.port(), 4096)) {
            long sent = bench.upstream.bytesSent();
            client.send(bench.request(Wire.OPENAI, false));
            client.readHead();
            bench.upstream.awaitBytesSent(sent + 1_500_000, Duration.ofSeconds(10));
            for (int i = 0; i < 100; i++) {
                assertThat(RawHttp.post(bench.port(), "/v1/messages", "{").status())
                        .isEqualTo(400);
            }
            assertThat(bench.upstream.bytesSent() - sent)
                    .as("taken from the provider while its client reads nothing")
                    .isLessThan(pieces * piece.length() / 2);
            Answer answer = client.readAnswer();

            assertThat(answer.ending()).isEqualTo(RawHttp.Ending.CLEAN_END);
            assertThat(answer.body()).hasSize(pieces * piece.length() + 2);
        }
    }

    @ParameterizedTest
    @MethodSource("wires")
    void c4_tooLong_is413WithoutTheProvider(Wire wire, boolean stream) {
        int asked = bench.upstream.requests().size();
        String path = wire.path(wire.provider(), stream);
        byte[] huge = "x".repeat(3 * CAP).getBytes(StandardCharsets.UTF_8);

        refused(wire, RawHttp.request("POST", path, huge, "Content-Type: application/json"));
        refused(wire, chunked(path, huge));
        byte[] bomb = Encodings.gzipBomb(64);
        refused(wire, RawHttp.request("POST", path, bomb, "Content-Type: application/json", "Content-Encoding: gzip"));

        assertThat(bench.upstream.requests()).hasSize(asked);
    }

    private static void refused(Wire wire, byte[] request) {
        int before = bench.ledger.settled();
        try (RawHttp client = RawHttp.connect(bench.port())) {
            Answer answer = client.send(request).readAnswer();
            assertThat(answer.status()).isEqualTo(413);
            Verdicts.assertError(answer.text(), wire, FailureCode.REQUEST_TOO_LARGE);
            assertThat(client.awaitClose(Duration.ofSeconds(3))).isNotEqualTo(RawHttp.Ending.OPEN);
        }
        List<Ledger.Entry> entries = bench.ledger.awaitSettled(before, 1, SOON);
        assertThat(entries).singleElement().matches(entry -> entry.status() == 413);
    }

    private static byte[] chunked(String path, byte[] body) {
        String head = "POST " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n"
                + "Transfer-Encoding: chunked\r\n\r\n" + Integer.toHexString(body.length) + "\r\n";
        java.io.ByteArrayOutputStream bytes = new java.io.ByteArrayOutputStream();
        bytes.writeBytes(head.getBytes(StandardCharsets.US_ASCII));
        bytes.writeBytes(body);
        bytes.writeBytes("\r\n0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        return bytes.toByteArray();
    }

    @Test
    void c4_tooLongWithoutEnd_readsLittleMoreThanTheCap() {
        String head = "POST /v1/chat/completions HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n"
                + "Content-Length: 900000000\r\n\r\n";
        try (RawHttp client = RawHttp.connect(bench.port())) {
            Answer answer = client.send(head).readAnswer();
            assertThat(answer.status()).as("before a byte of the body").isEqualTo(413);
            assertThat(client.awaitClose(Duration.ofSeconds(3))).isNotEqualTo(RawHttp.Ending.OPEN);
        }
    }
}
