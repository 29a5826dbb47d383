package ai.gateway.pipeline;

import ai.gateway.dialect.Dialect;
import ai.gateway.dialect.openai.OpenAiDialect;
import ai.gateway.exchange.AiException;
import ai.gateway.exchange.Call;
import ai.gateway.exchange.FailureCode;
import ai.gateway.exchange.Operation;
import ai.gateway.provider.Catalogue;
import ai.gateway.testing.LeakCheck;
import ai.gateway.wire.JsonLimits;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Streams that are odd, broken or too much: however they are cut on their way, the verdict is the same. */
@ExtendWith(LeakCheck.class)
class FrameFaultsTest {

    /** What a stream became. */
    private record Result(byte[] out, String facts) {}

    private static final class Run {

        private final AiExchange ai;
        private final FramePieces pieces;
        private final ByteArrayOutputStream out = new ByteArrayOutputStream();

        Run(Dialect dialect, Framing framing, int maxEventBytes, long maxEvents) {
            Settings.Limits limits =
                    new Settings.Limits(1 << 20, 1 << 28, 1 << 20, maxEventBytes, maxEvents, JsonLimits.DEFAULT);
            Settings settings =
                    new Settings(new Catalogue(List.of(), Map.of()), limits, Settings.Timeouts.DEFAULT, true);
            Call call = Call.of(dialect.id(), Operation.CHAT, "/chat");
            ai = new AiExchange("id", settings, dialect, call, call);
            Passage passage = new Passage(null, RecordedAnswers.attempt(ai), null, null, null, null, TextFlows.NONE);
            pieces = new FramePieces(framing, passage, new TextPatch(dialect, TextFlows.NONE));
        }

        Run feed(byte[] bytes, int from, int to) {
            take(pieces.pass(PooledByteBufAllocator.DEFAULT
                    .directBuffer(Math.max(to - from, 1))
                    .writeBytes(bytes, from, to - from)));
            return this;
        }

        Result end() {
            take(pieces.rest());
            return new Result(
                    out.toByteArray(),
                    ai.facts().usage() + " " + ai.facts().finish() + " "
                            + ai.facts().model() + " " + ai.facts().ended() + " "
                            + ai.facts().failure());
        }

        void take(ByteBuf piece) {
            byte[] bytes = new byte[piece.readableBytes()];
            piece.readBytes(bytes);
            piece.release();
            out.writeBytes(bytes);
        }
    }

    private static Run run(Dialect dialect, Framing framing) {
        return new Run(dialect, framing, 1 << 20, 1_000_000);
    }

    private static Result whole(Dialect dialect, Framing framing, byte[] stream) {
        return run(dialect, framing).feed(stream, 0, stream.length).end();
    }

    private static void assertSameAtEverySplit(Dialect dialect, Framing framing, byte[] stream, String name) {
        Result expected = whole(dialect, framing, stream);
        assertThat(expected.out).as(name).isEqualTo(stream);
        for (int at = 0; at <= stream.length; at++) {
            Result split = run(dialect, framing)
                    .feed(stream, 0, at)
                    .feed(stream, at, stream.length)
                    .end();
            assertThat(Arrays.equals(split.out, stream))
                    .as(name + " split at " + at)
                    .isTrue();
            assertThat(split.facts).as(name + " split at " + at).isEqualTo(expected.facts);
        }
        Run bytewise = run(dialect, framing);
        for (int at = 0; at < stream.length; at++) {
            bytewise.feed(stream, at, at + 1);
        }
        Result bytes = bytewise.end();
        assertThat(Arrays.equals(bytes.out, stream)).as(name + " byte by byte").isTrue();
        assertThat(bytes.facts).as(name + " byte by byte").isEqualTo(expected.facts);
    }

    @Test
    void oddSse_atEverySplit_isTheSame() {
        String event =
                "{\"model\":\"gpt-ü-€-😀\",\"choices\":[{\"delta\":{\"content\":\"é\"},\"finish_reason\":\"stop\"}],"
                        + "\"usage\":{\"prompt_tokens\":7,\"completion_tokens\":3}}";
        for (String stream : new String[] {
            "\ufeffdata: " + event + "\n\ndata: [DONE]\n\n",
            "data: " + event + "\r\n\r\ndata: [DONE]\r\n\r\n",
            "data: " + event + "\r\rdata: [DONE]\r\r",
            ": comment\n\n: ü\r\nevent: x\ndata:" + event + "\n\r\n\ndata: [DONE]",
            "data: " + event.replace(",\"usage", "\ndata: ,\"usage") + "\n\n",
            "id: 1\nretry: 5\n\n\n\n\ndata: " + event + "\n"
        }) {
            assertSameAtEverySplit(new OpenAiDialect(), Framing.SSE, stream.getBytes(UTF_8), stream);
        }
    }

    @Test
    void badUtf8_atEverySplit_isMendedAlike() {
        String event =
                "{\"choices\":[{\"delta\":{\"content\":\"\u00c3\u00a9 \u00ff \u00c0\u00af \u00ed\u00a0\u0080\"}}],"
                        + "\"usage\":{\"prompt_tokens\":7,\"completion_tokens\":3}}";
        byte[] stream = ("data: {\"x\":\"\u00c3\u00a9\"}\n\ndata: " + event + "\n\ndata: \u00fe\n\ndata: [DONE]\n\n")
                .getBytes(StandardCharsets.ISO_8859_1);
        Result expected = whole(new OpenAiDialect(), Framing.SSE, stream);
        assertThat(new String(expected.out, UTF_8).getBytes(UTF_8)).isEqualTo(expected.out);
        assertThat(new String(expected.out, UTF_8)).contains("é \ufffd").contains("{\"x\":\"é\"}");
        assertThat(expected.facts).contains("input=7");
        for (int at = 0; at <= stream.length; at++) {
            Result split = run(new OpenAiDialect(), Framing.SSE)
                    .feed(stream, 0, at)
                    .feed(stream, at, stream.length)
                    .end();
            assertThat(split).as("split at " + at).usingRecursiveComparison().isEqualTo(expected);
        }
    }

    @Test
    void randomBytes_inAnyFraming_passOrEndInAFailure() {
        long seed = 20261121;
        Random random = new Random(seed);
        for (int i = 0; i < 2000; i++) {
            byte[] noise = new byte[random.nextInt(300)];
            random.nextBytes(noise);
            Framing framing = Framing.values()[i % Framing.values().length];
            try {
                Run run = run(new OpenAiDialect(), framing);
                int at = random.nextInt(noise.length + 1);
                run.feed(noise, 0, at).feed(noise, at, noise.length).end();
            } catch (AiException refused) {
                assertThat(refused.failure().code())
                        .as("seed " + seed + " round " + i)
                        .isEqualTo(FailureCode.UPSTREAM_INVALID_RESPONSE);
            }
        }
    }

    @Test
    void longEvent_beyondItsCap_isRefused() {
        byte[] line = ("data: " + "x".repeat(2000)).getBytes(UTF_8);
        for (int size : new int[] {1, 7, 100, 2006}) {
            Run run = new Run(new OpenAiDialect(), Framing.SSE, 1000, 100);
            assertThatThrownBy(() -> {
                        for (int at = 0; at < line.length; at += size) {
                            run.feed(line, at, Math.min(at + size, line.length));
                        }
                    })
                    .isInstanceOf(AiException.class)
                    .hasMessageContaining("max-event-bytes");
        }
    }

    @Test
    void manyEvents_beyondTheirCap_areRefused() {
        byte[] events = "data: {}\n\n".repeat(101).getBytes(UTF_8);
        Run run = new Run(new OpenAiDialect(), Framing.SSE, 1000, 100);
        assertThatThrownBy(() -> run.feed(events, 0, events.length)).hasMessageContaining("max-stream-events");
        assertThat(new Run(new OpenAiDialect(), Framing.SSE, 1000, 101)
                        .feed(events, 0, events.length)
                        .end()
                        .out)
                .isEqualTo(events);
    }
}
