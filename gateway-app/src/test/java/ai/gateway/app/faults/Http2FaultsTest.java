package ai.gateway.app.faults;

import ai.gateway.exchange.FailureCode;
import ai.gateway.pipeline.Outcome;
import ai.gateway.testing.BlockingCheck;
import ai.gateway.testing.Faults;
import ai.gateway.testing.LeakCheck;
import ai.gateway.testing.Script;
import ai.gateway.testing.SelfSigned;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import static ai.gateway.app.faults.Bench.SOON;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Clients that speak HTTP/2: what befalls one stream stays with it. Where a client of HTTP/1.1 has its connection cut, one of
 * HTTP/2 has its stream reset, and its other streams notice nothing.
 */
@ExtendWith({LeakCheck.class, BlockingCheck.class})
class Http2FaultsTest {

    private static final int REPEATS = Integer.getInteger("faults.repeats", 10);
    private static final String[] HEALTHY = Wire.ANTHROPIC.events();
    private static final String WHOLE_STREAM = text(HEALTHY);

    private static final Map<Speech, Bench> BENCHES = new EnumMap<>(Speech.class);

    /** How the client comes to speak HTTP/2. */
    enum Speech {
        PRIOR_KNOWLEDGE,
        ALPN
    }

    @BeforeAll
    static void start(@TempDir Path directory) {
        String http2 = "server.http2.enabled=true";
        BENCHES.put(Speech.PRIOR_KNOWLEDGE, new Bench(http2));
        String[] tls = SelfSigned.serverProperties(SelfSigned.keystore(directory));
        BENCHES.put(
                Speech.ALPN,
                new Bench(Stream.concat(Stream.of(http2), Stream.of(tls)).toArray(String[]::new)));
    }

    @AfterAll
    static void everythingIsSettledOnce() {
        BENCHES.values().forEach(Bench::closeSettled);
    }

    private static String text(String... data) {
        StringBuilder text = new StringBuilder();
        for (String each : data) {
            text.append("data: ").append(each).append("\n\n");
        }
        return text.toString();
    }

    /** A connection with one stream in the middle of its answer, which goes on when the test says so. */
    private record Connection(Bench bench, H2Client client, H2Stream neighbour) implements AutoCloseable {

        static Connection open(Speech speech, int window) {
            Bench bench = BENCHES.get(speech);
            return beside(bench, H2Client.connect(bench.port(), speech == Speech.ALPN, window));
        }

        static Connection beside(Bench bench, H2Client client) {
            Script halting = Script.head(200, "content-type: text/event-stream");
            for (int i = 0; i < HEALTHY.length; i++) {
                halting = halting.chunk(text(HEALTHY[i]));
                halting = i == 2 ? halting.hang() : halting;
            }
            bench.upstream.play("*", Wire.OPENAI.healthy(true));
            bench.upstream.play(Wire.ANTHROPIC.path(true), halting.end());
            H2Stream neighbour = client.post(Wire.ANTHROPIC.path(true), Wire.ANTHROPIC.request(true));
            neighbour.awaitText(HEALTHY[2]);
            return new Connection(bench, client, neighbour);
        }

        static Connection open(Speech speech) {
            return open(speech, 65_535);
        }

        H2Stream ask(boolean stream, Script script) {
            bench.upstream.play(Wire.OPENAI.path(stream), script);
            return ask(stream);
        }

        H2Stream ask(boolean stream) {
            return client.post(Wire.OPENAI.path(stream), Wire.OPENAI.request(stream));
        }

        Ledger.Entry settled(int before) {
            return bench.ledger.awaitSettled(before, 1, SOON).get(0);
        }

        /** The neighbour is served to its end, and so is who comes after it. */
        void assertUnharmed() {
            assertThat(neighbour.isOpen()).as(neighbour.toString()).isTrue();
            bench.upstream.release();
            assertThat(neighbour.awaitEnd(SOON)).as(neighbour.toString()).isEqualTo(H2Stream.End.CLEAN);
            assertThat(neighbour.text()).isEqualTo(WHOLE_STREAM);
            H2Stream next = ask(true, Wire.OPENAI.healthy(true));
            assertThat(next.awaitEnd(SOON)).as(next.toString()).isEqualTo(H2Stream.End.CLEAN);
            assertThat(next.text()).isEqualTo(text(Wire.OPENAI.events()));
            assertThat(client.isWell()).isTrue();
        }

        @Override
        public void close() {
            client.close();
        }
    }

    @ParameterizedTest
    @EnumSource
    void provider_breaksOffInTheMiddle_errorEventAndResetOfThatStreamOnly(Speech speech) {
        String first = Wire.OPENAI.events()[0];
        try (Connection all = Connection.open(speech)) {
            for (Script broken :
                    new Script[] {Faults.resetInStream(first), Faults.closeInStream(first), Faults.badChunkSize(first)
                    }) {
                for (int i = 0; i < REPEATS; i++) {
                    assertBrokenOff(all, broken, first);
                }
            }
            all.assertUnharmed();
        }
    }

    private static void assertBrokenOff(Connection all, Script broken, String first) {
        int before = all.bench().ledger.settled();
        H2Stream stream = all.ask(true, broken);

        assertThat(stream.awaitEnd(SOON)).as(stream.toString()).isEqualTo(H2Stream.End.RESET);

        assertThat(stream.code()).as("not NO_ERROR").isNotZero();
        FailureCode code = stream.status() == 200
                ? all.settled(before).outcome().failure().code()
                : FailureCode.UPSTREAM_UNAVAILABLE;
        assertThat(stream.status()).isEqualTo(200);
        assertThat(stream.text()).startsWith(text(first));
        String last = stream.text().substring(text(first).length());
        assertThat(last).startsWith("data: ").endsWith("\n\n");
        Verdicts.assertError(last.substring("data: ".length()), Wire.OPENAI, code);
        assertThat(all.settled(before).ending()).isEqualTo(Outcome.Ending.FAILED);
    }

    @ParameterizedTest
    @EnumSource
    void provider_breaksOffBeforeOrInAWholeAnswer_502InTheDialect(Speech speech) {
        String json = Wire.OPENAI.json();
        try (Connection all = Connection.open(speech)) {
            for (Script broken : new Script[] {
                Faults.resetInBody(json),
                Faults.resetInChunkedBody(json),
                Faults.closeInBody(json),
                Faults.closeBeforeHeaders(),
                Faults.resetBeforeHeaders()
            }) {
                int before = all.bench().ledger.settled();
                H2Stream stream = all.ask(false, broken);
                assertThat(stream.awaitEnd(SOON)).as(stream.toString()).isEqualTo(H2Stream.End.CLEAN);
                assertThat(stream.status()).isEqualTo(502);
                assertThat(stream.header("content-type")).isEqualTo("application/json");
                Ledger.Entry settled = all.settled(before);
                assertThat(settled.ending()).isEqualTo(Outcome.Ending.FAILED);
                Verdicts.assertError(
                        stream.text(), Wire.OPENAI, settled.outcome().failure().code());
            }
            all.assertUnharmed();
        }
    }

    /** The stream whose client gives it no room cannot be told; it is reset in a while, and it alone. */
    @ParameterizedTest
    @EnumSource
    void provider_breaksOffBehindAStalledReader_streamIsResetInAWhile(Speech speech) {
        try (Connection all = Connection.open(speech, 4096)) {
            int before = all.bench().ledger.settled();
            Bench bench = all.bench();
            String big = "{\"choices\":[{\"delta\":{\"content\":\"" + "x".repeat(3000) + "\"}}]}";
            bench.upstream.play(Wire.OPENAI.path(true), Faults.resetInStream(big, big, big));
            H2Stream stalled = all.client().postWithoutReading(Wire.OPENAI.path(true), Wire.OPENAI.request(true));
            stalled.awaitHead();

            assertThat(all.settled(before).ending()).as("at once").isEqualTo(Outcome.Ending.FAILED);
            assertThat(stalled.awaitEnd(Duration.ofSeconds(8)))
                    .as(stalled.toString())
                    .isEqualTo(H2Stream.End.RESET);
            all.assertUnharmed();
        }
    }

    @ParameterizedTest
    @EnumSource
    void client_resetsItsStream_providerIsLetGo(Speech speech) {
        try (Connection all = Connection.open(speech)) {
            leave(all, Faults.hang(), "");
            leave(
                    all,
                    Faults.stallInStream(Wire.OPENAI.events()[0]),
                    Wire.OPENAI.events()[0]);
            all.assertUnharmed();
        }
    }

    private static void leave(Connection all, Script script, String after) {
        Bench bench = all.bench();
        int before = bench.ledger.settled();
        int asked = bench.upstream.requests().size();
        int closed = bench.upstream.awaitClosedByPeer(0, SOON).size();
        bench.upstream.play(Wire.OPENAI.path(true), script);
        List<H2Stream> streams = new ArrayList<>();
        for (int i = 0; i < 2 * REPEATS; i++) {
            streams.add(all.ask(true));
        }
        bench.upstream.awaitRequests(asked + streams.size(), SOON);
        streams.forEach(stream -> stream.awaitText(after));
        long left = System.nanoTime();
        streams.forEach(H2Stream::reset);

        var closes = bench.upstream.awaitClosedByPeer(closed + streams.size(), SOON);

        System.out.println("HTTP/2 reset: " + streams.size() + " providers closed after "
                + Duration.ofNanos(closes.get(closes.size() - 1).nanos() - left).toMillis() + " ms");
        assertThat(bench.ledger.awaitSettled(before, streams.size(), SOON))
                .hasSize(streams.size())
                .allMatch(entry -> entry.ending() == Outcome.Ending.CLIENT_GONE);
    }

    @ParameterizedTest
    @EnumSource
    void client_resetsInTheMiddleOfItsRequest_settledAndTheProviderNeverAsked(Speech speech) {
        try (Connection all = Connection.open(speech)) {
            Bench bench = all.bench();
            int before = bench.ledger.settled();
            int asked = bench.upstream.requests().size();
            for (int i = 0; i < REPEATS; i++) {
                int begun = bench.ledger.begun();
                H2Stream stream = all.client().post(Wire.OPENAI.path(true), Wire.OPENAI.request(true), 20);
                bench.ledger.awaitBegun(begun + 1, SOON);
                stream.reset();
            }
            assertThat(bench.ledger.awaitSettled(before, REPEATS, SOON))
                    .hasSize(REPEATS)
                    .allMatch(entry -> entry.ending() == Outcome.Ending.CLIENT_GONE);
            assertThat(bench.upstream.requests()).hasSize(asked);
            all.assertUnharmed();
        }
    }

    @ParameterizedTest
    @EnumSource
    void client_dropsTheConnection_allProvidersAreLetGo(Speech speech) {
        Connection all = Connection.open(speech);
        int before = all.bench().ledger.settled();
        int asked = all.bench().upstream.requests().size();
        all.bench()
                .upstream
                .play(Wire.OPENAI.path(true), Faults.stallInStream(Wire.OPENAI.events()[0]));
        for (int i = 0; i < REPEATS; i++) {
            all.ask(true);
        }
        all.bench().upstream.awaitRequests(asked + REPEATS, SOON);

        all.close();

        assertThat(all.bench().ledger.awaitSettled(before, REPEATS + 1, SOON))
                .hasSize(REPEATS + 1)
                .allMatch(entry -> entry.ending() == Outcome.Ending.CLIENT_GONE);
    }

    /** One that takes nothing holds back its own provider; what it has not taken yet is there when it goes on. */
    @ParameterizedTest
    @EnumSource
    void client_stallsOneStream_othersAreServed(Speech speech) {
        int events = 4000;
        String event = "data: \"" + "x".repeat(8000) + "\"\n\n";
        try (Connection all = Connection.open(speech, 16_384)) {
            Bench bench = all.bench();
            long sent = bench.upstream.bytesSent();
            bench.upstream.play(
                    Wire.OPENAI.path(true),
                    Script.head(200, "content-type: text/event-stream")
                            .flood(event, events)
                            .end());
            H2Stream stalled = all.client().postWithoutReading(Wire.OPENAI.path(true), Wire.OPENAI.request(true));
            stalled.awaitText(event);
            for (int i = 0; i < REPEATS; i++) {
                H2Stream other = all.ask(false, Wire.OPENAI.healthy(false));
                assertThat(other.awaitEnd(SOON)).isEqualTo(H2Stream.End.CLEAN);
                assertThat(other.body()).isEqualTo(Wire.OPENAI.json().getBytes(StandardCharsets.UTF_8));
            }
            all.assertUnharmed();
            assertThat(stalled.body().length).isLessThanOrEqualTo(16_384);
            assertThat(bench.upstream.bytesSent() - sent).isLessThan(events * event.length() / 2L);
            int before = bench.ledger.settled();
            stalled.reset();
            assertThat(all.settled(before).ending()).isEqualTo(Outcome.Ending.CLIENT_GONE);
        }
    }

    /**
     * The provider has said all, and its connection serves the next already, while a client has not taken the end of its
     * answer: whether it reads on or leaves, it must not touch that connection any more.
     */
    @Test
    void client_leavesTheRest_whoHasItsProvidersConnectionNowIsUnharmed() {
        String event = "data: \"" + "x".repeat(90) + "\"\n\n";
        String chunk = Integer.toHexString(event.length()) + "\r\n" + event + "\r\n";
        int handedOn = 0;
        for (int events = 150; events < 650; events += 50) {
            byte[] burst = (chunk.repeat(events) + "0\r\n\r\n").getBytes(StandardCharsets.US_ASCII);
            Script script = Script.head(200, "content-type: text/event-stream", "transfer-encoding: chunked")
                    .bytes(burst);
            Bench bench = BENCHES.get(Speech.PRIOR_KNOWLEDGE);
            try (H2Client client = H2Client.connect(bench.port(), false, 4096)) {
                bench.upstream.play(Wire.OPENAI.path(true), script);
                H2Stream leaver = client.postWithoutReading(Wire.OPENAI.path(true), Wire.OPENAI.request(true));
                leaver.awaitText(event);
                int before = bench.upstream.requests().size();
                try (Connection next = Connection.beside(bench, client)) {
                    var requests = bench.upstream.requests();
                    handedOn += requests.get(before - 1).connection()
                                    == requests.get(before).connection()
                            ? 1
                            : 0;
                    leaver.reset();
                    next.assertUnharmed();
                }
            }
        }
        System.out.println("HTTP/2 rest left: " + handedOn + " connections handed on");
        assertThat(handedOn).as("else this says nothing").isPositive();
    }

    @ParameterizedTest
    @EnumSource
    void manyStreamsAtOnce_someBreakOff_eachGetsItsOwn(Speech speech) {
        try (Connection all = Connection.open(speech)) {
            Script[] scripts = new Script[60];
            Arrays.setAll(
                    scripts,
                    i -> i % 3 == 0 ? Faults.resetInStream(Wire.OPENAI.events()[0]) : Wire.OPENAI.healthy(true));
            all.bench().upstream.play(Wire.OPENAI.path(true), scripts[0], Arrays.copyOfRange(scripts, 1, 60));
            List<H2Stream> streams = new ArrayList<>();
            for (int i = 0; i < scripts.length; i++) {
                streams.add(all.ask(true));
            }
            int clean = 0;
            for (H2Stream stream : streams) {
                boolean whole = stream.awaitEnd(SOON.multipliedBy(5)) == H2Stream.End.CLEAN && stream.status() == 200;
                assertThat(stream.text().equals(text(Wire.OPENAI.events())))
                        .as(stream.toString())
                        .isEqualTo(whole);
                clean += whole ? 1 : 0;
            }
            assertThat(clean).isEqualTo(40);
            all.assertUnharmed();
        }
    }
}
