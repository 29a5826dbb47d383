package ai.gateway.app.faults;

import ai.gateway.app.faults.Bench.Told;
import ai.gateway.exchange.FailureCode;
import ai.gateway.pipeline.Outcome;
import ai.gateway.testing.BlockingCheck;
import ai.gateway.testing.Encodings;
import ai.gateway.testing.Faults;
import ai.gateway.testing.LeakCheck;
import ai.gateway.testing.RawHttp;
import ai.gateway.testing.RawHttp.Ending;
import ai.gateway.testing.Script;
import ai.gateway.testing.SeenClose;
import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.slf4j.LoggerFactory;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import static org.assertj.core.api.Assertions.assertThat;

/** What is not a chat: files, audio, answers without a body, bodies that nobody reads on their way. */
@ExtendWith({LeakCheck.class, BlockingCheck.class})
class OtherAnswersTest {

    private static final String SPEECH = "{\"model\":\"openai/m-x\",\"input\":\"hi\",\"voice\":\"a\"}";

    private static Bench bench;

    @BeforeAll
    static void start() {
        bench = new Bench("ai.gateway.limits.aggregate-answer-bytes=1KB");
    }

    @AfterAll
    static void everythingIsSettledOnce() {
        bench.closeSettled();
    }

    private static byte[] speech() {
        return RawHttp.request(
                "POST", "/v1/audio/speech", SPEECH.getBytes(StandardCharsets.UTF_8), "Content-Type: application/json");
    }

    private static byte[] plain(String method, String path) {
        return RawHttp.request(method, path, new byte[0]);
    }

    @Test
    void audio_toItsEnd_isComplete() {
        Told told = bench.play(Script.head(200, "content-type: audio/mpeg").body(new byte[100_000]))
                .ask(speech());
        assertThat(told.answer().body()).hasSize(100_000);
        assertThat(told.answer().ending()).isEqualTo(Ending.CLEAN_END);
        assertThat(told.settled().ending()).isEqualTo(Outcome.Ending.COMPLETE);
    }

    @Test
    void audio_thatBreaksOff_isCutOffAndNeverLooksWhole() {
        Script head = Script.head(200, "content-type: audio/mpeg");
        for (Script broken : new Script[] {
            head.chunk("half").reset(),
            head.chunk("half").fin(),
            Script.head(200, "content-type: audio/mpeg", "content-length: 100")
                    .bytes("half")
                    .reset()
        }) {
            Told told = bench.play(broken).ask(speech());
            assertThat(told.answer().ending()).isIn(Ending.CLOSED, Ending.RESET);
            assertThat(told.settled().ending()).isEqualTo(Outcome.Ending.FAILED);
        }
    }

    @Test
    void packedAudio_thatBreaksOffBeforeItsFirstByte_isA502OfItsOwn() {
        Script broken = Script.head(200, "content-type: audio/mpeg", "content-encoding: gzip", "content-length: 999");
        Told told = bench.play(broken.reset()).ask(speech());
        Verdicts.assertRefused(told, Wire.OPENAI, FailureCode.UPSTREAM_UNAVAILABLE);
        assertThat(told.answer().header("content-encoding")).isNull();
    }

    @Test
    void longJson_isPassedAsItComes() {
        String json = Wire.OPENAI.json().replace("hello", "x".repeat(100_000));
        Told told = bench.play(Script.json(200, json)).ask(Wire.OPENAI, false);
        assertThat(told.text()).isEqualTo(json);
        assertThat(told.settled().ending()).isEqualTo(Outcome.Ending.COMPLETE);
    }

    @Test
    void longJson_thatBreaksOff_isCutOff() {
        String json = Wire.OPENAI.json().replace("hello", "x".repeat(100_000));
        for (Script broken :
                new Script[] {Faults.resetInBody(json), Faults.resetInChunkedBody(json), Faults.closeInBody(json)}) {
            Told told = bench.play(broken).ask(Wire.OPENAI, false);
            assertThat(told.answer().ending()).isIn(Ending.CLOSED, Ending.RESET);
            assertThat(told.settled().ending()).isEqualTo(Outcome.Ending.FAILED);
        }
    }

    @Test
    void longPackedJson_isRefusedAndNotPassedAsIfPlain() {
        byte[] noise = new byte[20_000];
        new java.util.Random(7).nextBytes(noise);
        String json = Wire.OPENAI
                .json()
                .replace("hello", java.util.Base64.getEncoder().encodeToString(noise));
        byte[] packed = Encodings.gzip(json.getBytes(StandardCharsets.UTF_8));
        Told told = bench.play(Faults.encoded("gzip", packed)).ask(Wire.OPENAI, false);
        Verdicts.assertRefused(told, Wire.OPENAI, FailureCode.UPSTREAM_INVALID_RESPONSE);
    }

    @ParameterizedTest
    @EnumSource
    void stageThatFails_isOurFailureAndTheAnswerNeverLooksWhole(Wire wire) {
        Told json = bench.play(wire.healthy(false)).ask(wire, false, Ledger.FAILS_AT + ": hello");
        Verdicts.assertRefused(json, wire, FailureCode.INTERNAL_ERROR);

        String first = wire == Wire.ANTHROPIC ? "hello" : "hel";
        Told begun = bench.play(wire.healthy(true)).ask(wire, true, Ledger.FAILS_AT + ": " + first);
        if (wire == Wire.ANTHROPIC) {
            Verdicts.assertBrokenOff(begun, wire, FailureCode.INTERNAL_ERROR);
        } else {
            Verdicts.assertRefused(begun, wire, FailureCode.INTERNAL_ERROR);
        }
    }

    @ParameterizedTest
    @EnumSource
    void answerThatBreaksOff_isOneLineOfLog(Wire wire) {
        List<ILoggingEvent> lines = new CopyOnWriteArrayList<>();
        AppenderBase<ILoggingEvent> appender = new AppenderBase<>() {
            @Override
            protected void append(ILoggingEvent event) {
                lines.add(event);
            }
        };
        appender.start();
        Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        root.addAppender(appender);
        Told told;
        try {
            told = bench.play(Faults.resetInStream(wire.events()[0])).ask(wire, true);
        } finally {
            root.detachAppender(appender);
        }
        assertThat(lines)
                .filteredOn(line -> line.getLevel().isGreaterOrEqual(Level.WARN))
                .singleElement()
                .satisfies(line -> {
                    assertThat(line.getFormattedMessage())
                            .startsWith(told.settled().exchange() + " upstream_unavailable: ");
                    assertThat(line.getThrowableProxy()).isNull();
                });
    }

    @Test
    void headRequest_getsTheHead() {
        Told told = bench.play(Script.head(200, "content-type: application/json", "content-length: 1234"))
                .ask(plain("HEAD", "/v1/files/f1"));
        assertThat(told.answer().status()).isEqualTo(200);
        assertThat(told.answer().header("content-length")).isEqualTo("1234");
    }

    @Test
    void deletedFile_is204() {
        Told told = bench.play(Script.head(204)).ask(plain("DELETE", "/v1/files/f1"));
        assertThat(told.answer().status()).isEqualTo(204);
        assertThat(told.settled().ending()).isEqualTo(Outcome.Ending.COMPLETE);
    }

    @Test
    void getOfModels_needsNoBody() {
        Told told = bench.play(Script.json(200, "{\"object\":\"list\",\"data\":[]}"))
                .ask(plain("GET", "/v1/models"));
        assertThat(told.answer().status()).isEqualTo(200);
        assertThat(told.settled().ending()).isEqualTo(Outcome.Ending.COMPLETE);
    }

    @Test
    void upload_thatTheClientLeaves_letsTheProviderGo() {
        bench.play(Script.json(200, "{}"));
        int before = bench.ledger.settled();
        String head = "POST /v1/files HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 100000\r\n"
                + "Content-Type: multipart/form-data; boundary=b\r\n\r\n--b\r\n";
        int gone = (int) bench.upstream.closes().stream()
                .filter(close -> close.by() != SeenClose.By.SCRIPT)
                .count();
        RawHttp client = RawHttp.connect(bench.port()).send(head + "x".repeat(2000));
        bench.upstream.awaitBodyBytes(1000, Duration.ofSeconds(5));
        client.abort();
        bench.upstream.awaitClosedByPeer(gone + 1, Bench.SOON);
        assertThat(bench.ledger.awaitSettled(before, 1, Bench.SOON))
                .singleElement()
                .matches(entry -> entry.ending() == Outcome.Ending.CLIENT_GONE);
    }

    @Test
    void upload_toAProviderThatHangsUp_is502() {
        bench.play(Faults.resetBeforeHeaders().early());
        byte[] body = ("--b\r\n" + "x".repeat(50_000)).getBytes(StandardCharsets.UTF_8);
        Told told =
                bench.ask(RawHttp.request("POST", "/v1/files", body, "Content-Type: multipart/form-data; boundary=b"));
        Verdicts.assertRefused(told, Wire.OPENAI, FailureCode.UPSTREAM_UNAVAILABLE);
    }
}
