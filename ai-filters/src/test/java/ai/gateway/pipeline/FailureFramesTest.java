package ai.gateway.pipeline;

import ai.gateway.dialect.Dialect;
import ai.gateway.dialect.Head;
import ai.gateway.exchange.AnswerFacts;
import ai.gateway.exchange.Call;
import ai.gateway.exchange.Failure;
import ai.gateway.exchange.FailureCode;
import ai.gateway.testing.LeakCheck;
import ai.gateway.wire.AwsEventStreamWriter;
import ai.gateway.wire.FrameReader;
import ai.gateway.wire.FrameSink;
import ai.gateway.wire.Json;
import ai.gateway.wire.JsonLimits;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/** A stream that breaks off ends in its call's own words, framed as it was under way: each call in each framing. */
@ExtendWith(LeakCheck.class)
class FailureFramesTest {

    private static final Failure GONE = Failure.of(FailureCode.UPSTREAM_TIMEOUT, "provider: gone\n \"now\"");

    private static final List<String> PATHS = List.of(
            "/v1/chat/completions",
            "/v1/completions",
            "/v1/responses",
            "/v1/messages",
            "/v1beta/models/m:streamGenerateContent",
            "/v1beta/interactions",
            "/v1/chat",
            "/v2/chat",
            "/api/chat",
            "/api/generate",
            "/model/m/converse-stream",
            "/model/m/invoke-with-response-stream");

    static Stream<Arguments> everyCallInEveryFraming() {
        return PATHS.stream()
                .flatMap(path -> Arrays.stream(Framing.values()).map(framing -> Arguments.of(path, framing)));
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("everyCallInEveryFraming")
    void broken_underWay_isReadAsThatFailureByTheSameReader(String path, Framing framing) {
        for (String half : List.of("", "{\"half\":\"a")) {
            Dialect dialect = dialect(path);
            AnswerFacts facts = new AnswerFacts();
            List<String> frames = new ArrayList<>();

            FrameReader.End end = read(framing, brokenOff(framing, path, half), (name, bytes, from, to) -> {
                dialect.frameFacts(name, Json.parse(bytes, from, to, JsonLimits.DEFAULT), facts);
                frames.add(name);
            });

            assertThat(end).isEqualTo(FrameReader.End.WHOLE);
            assertThat(facts.failure()).isEqualTo(GONE.message());
            assertThat(frames).hasSize(path.equals("/v1/responses") ? 3 : 2);
        }
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '\'', textBlock = """
            /v1/chat                               | NDJSON     | '{"is_finished":true,"event_type":"stream-end","finish_reason":"ERROR",'
            /v1/chat                               | SSE        | 'event: stream-end⏎data: {"is_finished":true,"event_type":"stream-end",'
            /v2/chat                               | SSE        | 'event: message-end⏎data: {"type":"message-end",'
            /v2/chat                               | NDJSON     | '{"type":"message-end",'
            /v1/chat/completions                   | SSE        | 'data: {"error":{"message":'
            /v1/chat/completions                   | NDJSON     | '{"error":{"message":'
            /v1/messages                           | SSE        | 'event: error⏎data: {"type":"error",'
            /api/chat                              | NDJSON     | '{"error":"provider: gone'
            /v1beta/models/m:streamGenerateContent | JSON_ARRAY | ',{"error":{"code":504,'
            /v1beta/models/m:streamGenerateContent | SSE        | 'data: {"error":{"code":504,'
            """)
    void broken_framingOfTheClientsOfThatCall_toTheLetter(String path, Framing framing, String start) {
        byte[] first = frame(framing);
        String all = new String(brokenOff(framing, path, ""), UTF_8);

        assertThat(all.substring(first.length)).startsWith(start.replace('⏎', '\n'));
    }

    @Test
    void broken_bedrock_isAnExceptionOfItsStream() {
        byte[] first = frame(Framing.AWS_EVENTS);
        byte[] all = brokenOff(Framing.AWS_EVENTS, "/model/m/invoke-with-response-stream", "");

        assertThat(Arrays.copyOfRange(all, first.length, all.length))
                .isEqualTo(AwsEventStreamWriter.exception(
                        "modelTimeoutException", "{\"message\":\"provider: gone\\n \\\"now\\\"\"}".getBytes(UTF_8)));
    }

    @ParameterizedTest
    @CsvSource({
        "text/event-stream; charset=utf-8, SSE",
        "application/x-ndjson, NDJSON",
        "application/jsonl, NDJSON",
        "application/stream+json, NDJSON",
        "Application/Stream+JSON;charset=utf-8, NDJSON",
        "application/vnd.amazon.eventstream, AWS_EVENTS",
    })
    void of_contentTypeOfAStream_isItsFraming(String contentType, Framing framing) {
        assertThat(Framing.of(contentType)).isEqualTo(framing);
    }

    /** One whole frame, the beginning of another one, and what follows when the provider is gone. */
    private static byte[] brokenOff(Framing framing, String path, String half) {
        Call call = RecordedAnswers.DIALECTS.recognise(new Post(path));
        Dialect dialect = dialect(path);
        AiExchange ai = RecordedAnswers.exchange(dialect, call);
        FramePieces pieces =
                new FramePieces(framing, RecordedAnswers.passage(ai), new TextPatch(dialect, TextFlows.NONE));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        append(out, pieces.pass(Unpooled.wrappedBuffer(frame(framing), half(framing, half))));
        append(out, pieces.broken(GONE));
        return out.toByteArray();
    }

    private static byte[] frame(Framing framing) {
        return switch (framing) {
            case SSE -> "data: {}\n\n".getBytes(UTF_8);
            case NDJSON -> "{}\n".getBytes(UTF_8);
            case JSON_ARRAY -> "[{}".getBytes(UTF_8);
            case AWS_EVENTS -> AwsEventStreamWriter.event("x", "{}".getBytes(UTF_8));
        };
    }

    private static byte[] half(Framing framing, String half) {
        if (half.isEmpty()) {
            return new byte[0];
        }
        return switch (framing) {
            case SSE -> ("data: " + half).getBytes(UTF_8);
            case NDJSON -> half.getBytes(UTF_8);
            case JSON_ARRAY -> ("," + half).getBytes(UTF_8);
            case AWS_EVENTS -> Arrays.copyOf(AwsEventStreamWriter.event("x", half.getBytes(UTF_8)), 20);
        };
    }

    private static FrameReader.End read(Framing framing, byte[] stream, FrameSink sink) {
        FrameReader reader = framing.reader(1 << 20);
        reader.feed(stream, 0, stream.length, sink);
        return reader.end(sink);
    }

    private static Dialect dialect(String path) {
        return RecordedAnswers.DIALECTS.of(RecordedAnswers.DIALECTS.recognise(new Post(path)));
    }

    private static void append(ByteArrayOutputStream out, ByteBuf piece) {
        byte[] bytes = new byte[piece.readableBytes()];
        piece.readBytes(bytes);
        piece.release();
        out.writeBytes(bytes);
    }

    private record Post(String path) implements Head {

        @Override
        public String method() {
            return "POST";
        }

        @Override
        public @Nullable String header(String name) {
            return null;
        }
    }
}
