package ai.gateway.pipeline;

import ai.gateway.dialect.Dialect;
import ai.gateway.exchange.AiException;
import ai.gateway.exchange.Failure;
import ai.gateway.exchange.FinishReason;
import ai.gateway.testing.LeakCheck;
import ai.gateway.testing.Recordings;
import ai.gateway.testing.Recordings.Recording;
import ai.gateway.wire.AwsEventStreamReader;
import ai.gateway.wire.AwsEventStreamWriter;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import java.io.ByteArrayOutputStream;
import java.util.Base64;
import java.util.List;
import java.util.Random;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Claude's events in the frames of InvokeModel come out as Claude's own stream. */
@ExtendWith(LeakCheck.class)
class CarriedPiecesTest {

    private static final Dialect BEDROCK = RecordedAnswers.DIALECTS.get("bedrock");
    private static final Dialect ANTHROPIC = RecordedAnswers.DIALECTS.get("anthropic");
    private static final int CUTS = 20;

    private final AiExchange ai = RecordedAnswers.exchange(ANTHROPIC);

    @Test
    void pass_recordedStreamsHoweverCut_areClaudesOwnAndTellTheirEnd() {
        List<Recording> streams = Recordings.where(one -> one.kind().equals("eventstream")
                && one.path().contains("anthropic.claude-")
                && !one.path().contains("claude-instant") // it took a prompt, and answered in a format of its own
                && one.path().endsWith("/invoke-with-response-stream"));
        assertThat(streams).isNotEmpty();
        for (Recording recording : streams) {
            byte[] stream = recording.response();
            String whole = null;
            for (int seed = 0; seed < CUTS; seed++) {
                AiExchange exchange = RecordedAnswers.exchange(ANTHROPIC);
                String out = passed(pieces(exchange), stream, cuts(seed, stream.length));
                whole = whole == null ? out : whole;

                assertThat(out).as("%s, seed %d", recording, seed).isEqualTo(whole);
                assertThat(exchange.facts().finish()).as(recording.toString()).isNotNull();
                assertThat(exchange.facts().usage().output()).isPositive();
                assertThat(exchange.facts().ended()).isTrue();
            }
            assertThat(whole).startsWith("event: message_start\ndata: {").contains("event: message_stop\ndata: {");
        }
    }

    @Test
    void pass_exception_whatCameBeforeGoesOutFirst() {
        CarriedPieces pieces = pieces(ai);
        byte[] stream = joined(
                chunk("{\"type\":\"ping\"}"),
                AwsEventStreamWriter.exception("throttlingException", "{\"message\":\"slow\"}".getBytes(UTF_8)));

        assertThat(text(pieces.pass(Unpooled.wrappedBuffer(stream))))
                .isEqualTo("event: ping\ndata: {\"type\":\"ping\"}\n\n");
        assertThatThrownBy(pieces::rest).isInstanceOfSatisfying(AiException.class, e -> {
            Failure failure = e.failure();
            assertThat(failure.message()).isEqualTo("slow");
            assertThat(failure.status()).isEqualTo(429);
        });
    }

    @Test
    void pass_corruptFrame_isNoAnswer() {
        byte[] stream = chunk("{\"type\":\"ping\"}");
        stream[stream.length - 1] ^= 1;

        assertThatThrownBy(() -> pieces(ai).pass(Unpooled.wrappedBuffer(stream)))
                .isInstanceOf(AiException.class)
                .hasMessageContaining("checksum");
    }

    /** An event that is not JSON, or that nobody knows, passes; it breaks nothing. */
    @Test
    void pass_eventsOfOtherKinds_pass() {
        byte[] stream = joined(
                chunk("not json"),
                AwsEventStreamWriter.event("news", "{\"a\":1}".getBytes(UTF_8)),
                chunk("{\"type\":\"message_delta\",\"delta\":{\"stop_reason\":\"end_turn\"}}"));

        assertThat(passed(pieces(ai), stream))
                .startsWith("data: not json\n\ndata: {\"a\":1}\n\nevent: message_delta\n");
        assertThat(ai.facts().finish()).isEqualTo(FinishReason.STOP);
    }

    private static CarriedPieces pieces(AiExchange ai) {
        TextPatch none = new TextPatch(ANTHROPIC, TextFlows.NONE);
        Pieces inner = new FramePieces(Framing.SSE, RecordedAnswers.passage(ai), none);
        return new CarriedPieces(inner, BEDROCK, new AwsEventStreamReader(1 << 20));
    }

    private static int[] cuts(int seed, int length) {
        return seed == 0
                ? new int[0]
                : new Random(seed)
                        .ints(1 + length / 300, 0, length + 1)
                        .sorted()
                        .toArray();
    }

    private static String passed(CarriedPieces pieces, byte[] stream, int... cuts) {
        StringBuilder out = new StringBuilder();
        int from = 0;
        for (int i = 0; i <= cuts.length; i++) {
            int to = i < cuts.length ? cuts[i] : stream.length;
            out.append(text(pieces.pass(Unpooled.copiedBuffer(stream, from, to - from))));
            from = to;
        }
        return out.append(text(pieces.rest())).toString();
    }

    private static String text(ByteBuf piece) {
        try {
            return piece.toString(UTF_8);
        } finally {
            piece.release();
        }
    }

    private static byte[] chunk(String event) {
        String packed = Base64.getEncoder().encodeToString(event.getBytes(UTF_8));
        return AwsEventStreamWriter.event("chunk", ("{\"bytes\":\"" + packed + "\",\"p\":\"ab\"}").getBytes(UTF_8));
    }

    private static byte[] joined(byte[]... frames) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte[] frame : frames) {
            out.writeBytes(frame);
        }
        return out.toByteArray();
    }
}
