package ai.gateway.pipeline;

import ai.gateway.dialect.Dialect;
import ai.gateway.exchange.Failure;
import ai.gateway.exchange.FailureCode;
import ai.gateway.testing.LeakCheck;
import ai.gateway.testing.Recordings;
import ai.gateway.testing.Recordings.Recording;
import ai.gateway.wire.Json;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/** Every recorded stream, cut in every way, comes out as it went in, and tells the same. */
@ExtendWith(LeakCheck.class)
class FramePiecesTest {

    private static final int SHORT = 8 * 1024;
    private static final int RANDOM_WAYS = 20;

    @Test
    void pass_recordedStreamsHoweverCut_sameBytesAndFacts() {
        List<Recording> streams = Recordings.where(one -> RecordedAnswers.framing(one) != null);
        List<String> differences = streams.parallelStream()
                .flatMap(one -> differences(one).stream())
                .toList();

        assertThat(differences).isEmpty();
        assertThat(streams).hasSizeGreaterThan(200);
    }

    private static List<String> differences(Recording recording) {
        byte[] stream = recording.response();
        Expected expected = new Expected(recording, told(recording, new int[0]));
        int[] everyByte = IntStream.range(1, stream.length).toArray();
        IntStream ways = stream.length <= SHORT
                ? IntStream.range(0, stream.length)
                : IntStream.range(0, RANDOM_WAYS).map(seed -> -1 - seed);
        List<String> wrong = new java.util.ArrayList<>(expected.difference(everyByte, "byte by byte"));
        ways.forEach(way -> wrong.addAll(
                way >= 0
                        ? expected.difference(new int[] {way}, "at " + way)
                        : expected.difference(randomCuts(-1 - way, stream.length), "seed " + (-1 - way))));
        return wrong;
    }

    private static int[] randomCuts(int seed, int length) {
        return new Random(seed).ints(1 + length / 300, 0, length + 1).sorted().toArray();
    }

    /** What it tells when it is passed so; fails where the bytes that come out are others. */
    private static String told(Recording recording, int[] cuts) {
        Dialect dialect = RecordedAnswers.dialect(recording);
        AiExchange ai = RecordedAnswers.exchange(dialect);
        TextPatch none = new TextPatch(dialect, TextFlows.NONE);
        byte[] out = RecordedAnswers.passed(ai, RecordedAnswers.framing(recording), none, recording.response(), cuts);
        return RecordedAnswers.told(ai.facts()) + (Arrays.equals(out, recording.response()) ? "" : " OTHER BYTES");
    }

    private record Expected(Recording recording, String told) {

        List<String> difference(int[] cuts, String how) {
            String got = FramePiecesTest.told(recording, cuts);
            return got.equals(told) && !got.endsWith("BYTES")
                    ? List.of()
                    : List.of(recording + " cut " + how + ": " + got + " (expected: " + told + ")");
        }
    }

    @Test
    void pass_halfAFrame_isHeldBackInEveryFraming() {
        assertThat(first(Framing.SSE, "data: {\"a\":1}\n\ndata: {\"b\"")).isEqualTo("data: {\"a\":1}\n\n");
        assertThat(first(Framing.SSE, "data: {\"a\":1}\r\n\r\nda")).isEqualTo("data: {\"a\":1}\r\n\r\n");
        assertThat(first(Framing.NDJSON, "{\"a\":1}\n{\"b\"")).isEqualTo("{\"a\":1}\n");
        assertThat(first(Framing.JSON_ARRAY, "[{\"a\":\"}]\"},\n{\"b\"")).isEqualTo("[{\"a\":\"}]\"}");
        assertThat(first(Framing.JSON_ARRAY, "[{\"a\":1}]")).isEqualTo("[{\"a\":1}]");
        assertThat(first(Framing.SSE, "data: {\"a\"")).isEmpty();
    }

    @Test
    void broken_inAnArrayThatGrows_theWholeIsStillOneJsonText() {
        for (String begun : List.of("", "[", "[{\"a\":1}", "[{\"a\":1},\n{\"b\":")) {
            FramePieces pieces = pieces(Framing.JSON_ARRAY, "gemini");
            String passed = text(pieces.pass(Unpooled.copiedBuffer(begun, UTF_8)));
            String end = text(pieces.broken(Failure.of(FailureCode.UPSTREAM_UNAVAILABLE, "provider: gone")));
            Json array = Json.parse((passed + end).getBytes(UTF_8));

            assertThat(array.isArray()).isTrue();
            assertThat(array.at(array.size() - 1).get("error").get("message").text())
                    .isEqualTo("provider: gone");
        }
    }

    @Test
    void pass_badUtf8InTheMiddleOfFrames_isMendedThereAndNowhereElse() {
        byte[] good = "data: {\"a\":\"é\"}\n\n".getBytes(UTF_8);
        byte[] bad = "data: {\"a\":\"x\"}\n\n".getBytes(UTF_8);
        bad[12] = (byte) 0xE2;
        FramePieces pieces = pieces(Framing.SSE, "openai");

        assertThat(text(pieces.pass(Unpooled.wrappedBuffer(good)))).isEqualTo("data: {\"a\":\"é\"}\n\n");
        assertThat(text(pieces.pass(Unpooled.wrappedBuffer(bad)))).isEqualTo("data: {\"a\":\"\uFFFD\"}\n\n");
    }

    private static String first(Framing framing, String piece) {
        return text(pieces(framing, "openai").pass(Unpooled.copiedBuffer(piece, UTF_8)));
    }

    private static FramePieces pieces(Framing framing, String dialectId) {
        Dialect dialect = RecordedAnswers.DIALECTS.get(dialectId);
        AiExchange ai = RecordedAnswers.exchange(dialect);
        return new FramePieces(framing, RecordedAnswers.passage(ai), new TextPatch(dialect, TextFlows.NONE));
    }

    private static String text(ByteBuf bytes) {
        String text = bytes.toString(UTF_8);
        bytes.release();
        return text;
    }
}
