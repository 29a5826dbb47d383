package ai.gateway.app.faults;

import ai.gateway.app.faults.Bench.Told;
import ai.gateway.exchange.FailureCode;
import ai.gateway.pipeline.Outcome;
import ai.gateway.testing.BlockingCheck;
import ai.gateway.testing.Encodings;
import ai.gateway.testing.Faults;
import ai.gateway.testing.LeakCheck;
import ai.gateway.testing.RawHttp.Ending;
import ai.gateway.testing.Script;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.stream.Stream;

import static ai.gateway.app.faults.Verdicts.assertBrokenOff;
import static ai.gateway.app.faults.Verdicts.assertRefused;
import static ai.gateway.app.faults.Verdicts.assertUsage;
import static ai.gateway.exchange.FailureCode.UPSTREAM_INVALID_RESPONSE;
import static ai.gateway.exchange.FailureCode.UPSTREAM_TIMEOUT;
import static ai.gateway.exchange.FailureCode.UPSTREAM_UNAVAILABLE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/** Providers that are not there, break off, or talk nonsense: U1 to U3, U6, U8 to U10 and U12 to U15 of the table. */
@ExtendWith({LeakCheck.class, BlockingCheck.class})
class UpstreamFaultsTest {

    /** The long form of the table: {@code -Dfaults.repeats=50}. */
    private static final int REPEATS = Integer.getInteger("faults.repeats", 10);

    private static Bench bench;

    @BeforeAll
    static void start() {
        bench = new Bench();
    }

    @AfterAll
    static void everythingIsSettledOnce() {
        bench.closeSettled();
    }

    static Stream<Arguments> wires() {
        return Stream.of(Wire.values()).flatMap(wire -> Stream.of(arguments(wire, false), arguments(wire, true)));
    }

    private interface Check {
        void accept(Told told);
    }

    private static void each(Wire wire, boolean stream, Script script, Check check) {
        bench.play(script);
        for (int i = 0; i < REPEATS; i++) {
            check.accept(bench.ask(wire, stream));
        }
    }

    private static void eachRefused(Wire wire, boolean stream, Script script, FailureCode code) {
        each(wire, stream, script, told -> assertRefused(told, wire, code));
    }

    @ParameterizedTest
    @MethodSource("wires")
    void health_anyDialect_isRelayedWithItsUsage(Wire wire, boolean stream) {
        each(wire, stream, wire.healthy(stream), told -> {
            assertThat(told.answer().status()).as(told.text()).isEqualTo(200);
            assertThat(told.answer().ending()).isEqualTo(Ending.CLEAN_END);
            assertThat(told.settled().ending()).isEqualTo(Outcome.Ending.COMPLETE);
            assertUsage(told, 7, 3);
        });
    }

    @ParameterizedTest
    @MethodSource("wires")
    void u1_refusedConnection_is502AtOnce(Wire wire, boolean stream) {
        for (int i = 0; i < REPEATS; i++) {
            Told told = bench.ask(bench.request(wire, wire.provider() + "-refused", stream));
            assertRefused(told, wire, UPSTREAM_UNAVAILABLE);
            assertThat(told.took()).isLessThan(Duration.ofMillis(350));
        }
    }

    @ParameterizedTest
    @MethodSource("wires")
    void u1_silentHost_is504AfterTheConnectTimeout(Wire wire, boolean stream) {
        Told told = bench.ask(bench.request(wire, wire.provider() + "-silent", stream));
        assertRefused(told, wire, UPSTREAM_TIMEOUT);
        assertThat(told.took()).isBetween(Duration.ofMillis(290), Duration.ofMillis(600));
    }

    @ParameterizedTest
    @MethodSource("wires")
    void u1_unknownHost_is502WithinTheConnectTimeout(Wire wire, boolean stream) {
        Told told = bench.ask(bench.request(wire, wire.provider() + "-unknown", stream));
        assertThat(told.answer().status()).isIn(502, 504);
        assertRefused(told, wire, told.settled().outcome().failure().code());
        assertThat(told.took()).isLessThan(Duration.ofMillis(600));
    }

    @ParameterizedTest
    @MethodSource("wires")
    void u2_closeBeforeHeaders_is502(Wire wire, boolean stream) {
        eachRefused(wire, stream, Faults.closeBeforeHeaders(), UPSTREAM_UNAVAILABLE);
        eachRefused(wire, stream, Faults.resetBeforeHeaders(), UPSTREAM_UNAVAILABLE);
    }

    @ParameterizedTest
    @MethodSource("wires")
    void u3_breakInJson_is502BecauseNothingWasSentYet(Wire wire, boolean stream) {
        eachRefused(wire, stream, Faults.resetInBody(wire.json()), UPSTREAM_UNAVAILABLE);
        eachRefused(wire, stream, Faults.resetInChunkedBody(wire.json()), UPSTREAM_UNAVAILABLE);
        eachRefused(wire, stream, Faults.closeInBody(wire.json()), UPSTREAM_UNAVAILABLE);
    }

    @ParameterizedTest
    @MethodSource("wires")
    void u3_breakInStream_isAnErrorEventAndNoEnd(Wire wire, boolean stream) {
        String first = wire.events()[0];
        for (Script broken :
                new Script[] {Faults.resetInStream(first), Faults.closeInStream(first), Faults.badChunkSize(first)}) {
            each(wire, stream, broken, told -> {
                assertBrokenOff(told, wire, told.settled().outcome().failure().code());
                assertThat(told.text()).startsWith("data: " + first + "\n\n");
                assertUsage(told, 7, 1);
            });
        }
    }

    @ParameterizedTest
    @MethodSource("wires")
    void u6_nonsense_is502WithoutItsText(Wire wire, boolean stream) {
        eachRefused(wire, stream, Faults.garbageJson(), UPSTREAM_INVALID_RESPONSE);
        eachRefused(wire, stream, Faults.empty(), UPSTREAM_INVALID_RESPONSE);
        each(wire, stream, Faults.htmlPage(), told -> {
            assertRefused(told, wire, UPSTREAM_INVALID_RESPONSE);
            assertThat(told.text()).doesNotContain("Bad Gateway", "<html");
        });
        String secret = "{\"k\":\"" + "secret ".repeat(200);
        each(wire, stream, Script.json(200, secret), told -> {
            assertRefused(told, wire, UPSTREAM_INVALID_RESPONSE);
            assertThat(told.text()).doesNotContain("secret secret");
        });
    }

    @ParameterizedTest
    @MethodSource("wires")
    void u8_streamWithoutItsEnd_isIncompleteButKept(Wire wire, boolean stream) {
        String first = wire.events()[0];
        Script cut = Script.head(200, "content-type: text/event-stream")
                .chunk("\ufeff: hello\r\rdata: " + first)
                .end();
        each(wire, stream, cut, told -> {
            assertThat(told.answer().ending()).isEqualTo(Ending.CLEAN_END);
            assertThat(told.text()).contains(first);
            assertThat(told.settled().ending()).isEqualTo(Outcome.Ending.INCOMPLETE);
            assertUsage(told, 7, 1);
        });
    }

    @ParameterizedTest
    @MethodSource("wires")
    void u9_invalidUtf8_isMendedOnItsWay(Wire wire, boolean stream) {
        for (String bad : new String[] {"\u00ff\u00fe", "\u00c0\u00af", "\u00ed\u00a0\u0080"}) {
            Script answer = stream ? badStream(wire, bad) : badJson(wire, bad);
            each(wire, stream, answer, told -> {
                assertThat(told.answer().status()).isEqualTo(200);
                assertThat(new String(told.answer().body(), StandardCharsets.UTF_8).getBytes(StandardCharsets.UTF_8))
                        .isEqualTo(told.answer().body());
                assertThat(told.text()).contains("\ufffd");
                assertUsage(told, 7, 3);
            });
        }
    }

    private static Script badJson(Wire wire, String bad) {
        byte[] bytes = wire.json().replace("hello", bad).getBytes(StandardCharsets.ISO_8859_1);
        return Script.head(200, "content-type: application/json").body(bytes);
    }

    private static Script badStream(Wire wire, String bad) {
        Script script = Script.head(200, "content-type: text/event-stream");
        for (String event : wire.events()) {
            String frame = "data: " + event.replace("hel", bad) + "\n\n";
            script = script.chunk(frame.getBytes(StandardCharsets.ISO_8859_1));
        }
        return script.end();
    }

    @ParameterizedTest
    @MethodSource("wires")
    void u10_providersOwnError_isRelayedWithItsRetryAfter(Wire wire, boolean stream) {
        for (int status : new int[] {400, 404, 429, 500, 503, 529}) {
            for (String after : new String[] {"7", "0", "99999999999", "Wed, 21 Oct 2065 07:28:00 GMT", "soon"}) {
                bench.play(Faults.overloaded(status, after));
                int before = bench.upstream.requests().size();
                Told told = bench.ask(wire, stream);
                assertThat(told.answer().status()).isEqualTo(status);
                assertThat(told.answer().header("retry-after")).isEqualTo(after);
                assertThat(told.text()).isEqualTo("{\"error\":{\"message\":\"overloaded\"}}");
                assertThat(told.settled().ending()).isEqualTo(Outcome.Ending.COMPLETE);
                assertThat(told.settled().status()).isEqualTo(status);
                assertThat(bench.upstream.requests()).hasSize(before + 1);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("wires")
    void u10_refusedCredential_isNotTheClientsFault(Wire wire, boolean stream) {
        eachRefused(wire, stream, Faults.overloaded(401, "1"), FailureCode.UPSTREAM_UNAUTHORIZED);
    }

    @ParameterizedTest
    @MethodSource("wires")
    void u12_packedAnswer_isUnpackedWithinTheCapOrRefused(Wire wire, boolean stream) {
        byte[] json = wire.json().getBytes(StandardCharsets.UTF_8);
        for (Script good : new Script[] {
            Faults.encoded("gzip", Encodings.gzip(json)), Faults.encoded("deflate", Encodings.deflate(json))
        }) {
            each(wire, stream, good, told -> {
                assertThat(told.text()).isEqualTo(wire.json());
                assertThat(told.answer().header("content-encoding")).isNull();
                assertUsage(told, 7, 3);
            });
        }
        for (Script bad : new Script[] {
            Faults.encoded("br", Encodings.brotli(json)),
            Faults.encoded("zstd", Encodings.zstd(json)),
            Faults.encoded("gzip", Encodings.gzipBomb(64)),
            Faults.truncatedGzip(wire.json()),
            Faults.lyingEncoding("gzip", wire.json()),
            Script.head(200, "content-type: text/event-stream", "content-encoding: gzip")
                    .body(Encodings.gzip(json))
        }) {
            eachRefused(wire, stream, bad, UPSTREAM_INVALID_RESPONSE);
        }
    }

    @ParameterizedTest
    @MethodSource("wires")
    void u13_oddCounts_areNotCounted(Wire wire, boolean stream) {
        for (String odd : new String[] {"-5", "9223372036854775808", "1e400", "null", "\"many\"", "{}"}) {
            Script answer = stream ? Script.sse(odd(wire.events(), odd)) : Script.json(200, odd(wire.json(), odd));
            each(wire, stream, answer, told -> {
                assertThat(told.answer().status()).as(odd).isEqualTo(200);
                assertThat(told.settled().ending()).isEqualTo(Outcome.Ending.COMPLETE);
                assertThat(told.settled().outcome().facts().usage().isKnown())
                        .as(odd + " " + told.settled().outcome().facts().usage())
                        .isFalse();
            });
        }
    }

    private static String odd(String json, String count) {
        return json.replaceAll("(tokens|TokenCount)\":\\d+", "$1\":" + count);
    }

    private static String[] odd(String[] events, String count) {
        return Stream.of(events).map(event -> odd(event, count)).toArray(String[]::new);
    }

    @ParameterizedTest
    @MethodSource("wires")
    void u13_brokenToolCall_isKept(Wire wire, boolean stream) {
        String broken = "{\"choices\":[{\"index\":0,\"delta\":{\"tool_calls\":[{\"index\":0,\"function\":"
                + "{\"arguments\":\"{\\\"a\"}},{\"index\":0,\"id\":7,\"function\":null}]}}]}";
        String[] events = Stream.concat(Stream.of(broken, broken), Stream.of(wire.events()))
                .toArray(String[]::new);
        each(wire, stream, Script.sse(events), told -> {
            assertThat(told.text()).startsWith("data: " + broken + "\n\ndata: " + broken + "\n\n");
            assertThat(told.answer().ending()).isEqualTo(Ending.CLEAN_END);
            assertUsage(told, 7, 3);
        });
    }

    @ParameterizedTest
    @MethodSource("wires")
    void u14_statusWithoutAnswer_isNotFollowed(Wire wire, boolean stream) {
        int before = bench.upstream.requests().size();
        eachRefused(
                wire, stream, Faults.redirect("http://169.254.169.254/latest/meta-data/"), UPSTREAM_INVALID_RESPONSE);
        eachRefused(wire, stream, Faults.redirect(bench.upstream.uri("/x").toString()), UPSTREAM_INVALID_RESPONSE);
        assertThat(bench.upstream.requests()).hasSize(before + 2 * REPEATS);
        eachRefused(wire, stream, Faults.bodiless(204), UPSTREAM_INVALID_RESPONSE);
        eachRefused(wire, stream, Faults.bodiless(304), UPSTREAM_INVALID_RESPONSE);
        eachRefused(wire, stream, Faults.switchingProtocols(), UPSTREAM_INVALID_RESPONSE);
    }

    @ParameterizedTest
    @MethodSource("wires")
    void u15_unreadableHead_is502AndTheConnectionIsDropped(Wire wire, boolean stream) {
        eachRefused(wire, stream, Faults.hugeHeader(1024 * 1024), UPSTREAM_INVALID_RESPONSE);
        eachRefused(wire, stream, Faults.junkHeader("x: a\rb"), UPSTREAM_INVALID_RESPONSE);
        eachRefused(wire, stream, Faults.junkHeader("\u0000: b"), UPSTREAM_INVALID_RESPONSE);
        eachRefused(wire, stream, Script.silence().bytes("SSH-2.0-x\r\n\r\n").fin(), UPSTREAM_INVALID_RESPONSE);
        bench.upstream.awaitNoOpenConnections(Bench.SOON);
    }

    @ParameterizedTest
    @MethodSource("wires")
    void u15_floodOfInterimAnswers_is502AndTheConnectionIsDropped(Wire wire, boolean stream) {
        eachRefused(wire, stream, Faults.interimFlood(100_000, wire.json()), UPSTREAM_INVALID_RESPONSE);
    }
}
