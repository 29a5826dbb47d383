package ai.gateway.pipeline;

import ai.gateway.dialect.Dialect;
import ai.gateway.dialect.Dialects;
import ai.gateway.dialect.anthropic.AnthropicDialect;
import ai.gateway.dialect.bedrock.BedrockDialect;
import ai.gateway.dialect.cohere.CohereDialect;
import ai.gateway.dialect.gemini.GeminiDialect;
import ai.gateway.dialect.ollama.OllamaDialect;
import ai.gateway.dialect.openai.OpenAiDialect;
import ai.gateway.dialect.responses.ResponsesDialect;
import ai.gateway.exchange.AnswerFacts;
import ai.gateway.exchange.Call;
import ai.gateway.exchange.Operation;
import ai.gateway.provider.Catalogue;
import ai.gateway.testing.Recordings.Recording;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import org.jspecify.annotations.Nullable;

import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Map;

/** Recorded answers as the terminal takes them: dialect and framing found as it finds them. */
final class RecordedAnswers {

    static final Dialects DIALECTS = new Dialects(List.of(
            new BedrockDialect(),
            new GeminiDialect(),
            new AnthropicDialect(),
            new CohereDialect(),
            new OllamaDialect(),
            new ResponsesDialect(),
            new OpenAiDialect()));

    private static final Settings SETTINGS =
            new Settings(new Catalogue(List.of(), Map.of()), Settings.Limits.DEFAULT, Settings.Timeouts.DEFAULT, true);

    private RecordedAnswers() {}

    static Dialect dialect(Recording recording) {
        if (recording.path().isEmpty()) {
            return DIALECTS.get(
                    switch (recording.api()) {
                        case "responses", "v1_responses" -> "responses";
                        case "messages" -> "anthropic";
                        case "generateContent", "streamGenerateContent" -> "gemini";
                        case "v2_chat" -> "cohere";
                        case "api_chat" -> "ollama";
                        default -> "openai";
                    });
        }
        Call call = DIALECTS.recognise(recording.head());
        return DIALECTS.get(call == null ? "openai" : call.dialect());
    }

    /** Null where it is no stream. */
    static @Nullable Framing framing(Recording recording) {
        return switch (recording.kind()) {
            case "sse" -> Framing.SSE;
            case "ndjson" -> Framing.NDJSON;
            case "eventstream" -> Framing.AWS_EVENTS;
            default -> recording.has("json_array_stream") ? Framing.JSON_ARRAY : null;
        };
    }

    static AiExchange exchange(Dialect dialect) {
        return exchange(dialect, Call.of(dialect.id(), Operation.CHAT, "/"));
    }

    static AiExchange exchange(Dialect dialect, Call call) {
        return new AiExchange("id", SETTINGS, dialect, call, call);
    }

    /** What comes out, the pieces joined. */
    static byte[] passed(AiExchange ai, Framing framing, TextPatch patch, byte[] stream, int... cuts) {
        FramePieces pieces = new FramePieces(framing, passage(ai), patch);
        ByteArrayOutputStream out = new ByteArrayOutputStream(stream.length);
        int from = 0;
        for (int i = 0; i <= cuts.length; i++) {
            int to = i < cuts.length ? cuts[i] : stream.length;
            append(out, pieces.pass(Unpooled.copiedBuffer(stream, from, to - from)));
            from = to;
        }
        append(out, pieces.rest());
        return out.toByteArray();
    }

    @SuppressWarnings("NullAway")
    static Attempt attempt(AiExchange ai) {
        return new Attempt(ai, null, ai.facts(), null, null, null, new Provenance());
    }

    @SuppressWarnings("NullAway")
    static Passage passage(AiExchange ai) {
        return new Passage(null, attempt(ai), null, null, null, null, TextFlows.NONE);
    }

    static String told(AnswerFacts facts) {
        return facts.usage() + " " + facts.finish() + " " + facts.model() + " " + facts.failure() + " " + facts.ended();
    }

    private static void append(ByteArrayOutputStream out, ByteBuf piece) {
        byte[] bytes = new byte[piece.readableBytes()];
        piece.readBytes(bytes);
        piece.release();
        out.writeBytes(bytes);
    }
}
