package ai.gateway.dialect;

import ai.gateway.dialect.anthropic.AnthropicDialect;
import ai.gateway.dialect.bedrock.BedrockDialect;
import ai.gateway.dialect.cohere.CohereDialect;
import ai.gateway.dialect.gemini.GeminiDialect;
import ai.gateway.dialect.ollama.OllamaDialect;
import ai.gateway.dialect.openai.OpenAiDialect;
import ai.gateway.dialect.responses.ResponsesDialect;
import ai.gateway.exchange.AnswerFacts;
import ai.gateway.wire.AwsEventStreamReader;
import ai.gateway.wire.FrameReader;
import ai.gateway.wire.FrameSink;
import ai.gateway.wire.Json;
import ai.gateway.wire.JsonLimits;
import ai.gateway.wire.NdjsonReader;
import ai.gateway.wire.SseReader;
import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;

/** What the tests of dialects share: all dialects, heads, and streams read as the pipeline reads them. */
public final class Spoken {

    public static final List<Dialect> ALL = List.of(
            new OpenAiDialect(),
            new ResponsesDialect(),
            new AnthropicDialect(),
            new GeminiDialect(),
            new BedrockDialect(),
            new CohereDialect(),
            new OllamaDialect());

    private static final int MAX_FRAME = 16 << 20;

    private Spoken() {}

    static Dialect dialect(String id) {
        return new Dialects(ALL).get(id);
    }

    /** A head with header names in lower case. */
    record Request(String method, String path, Map<String, String> headers) implements Head {

        static Request post(String path) {
            return new Request("POST", path, Map.of());
        }

        @Override
        public @Nullable String header(String name) {
            return headers.get(name);
        }
    }

    public static FrameReader reader(String kind) {
        return switch (kind) {
            case "sse" -> new SseReader(MAX_FRAME);
            case "ndjson" -> new NdjsonReader(MAX_FRAME);
            case "eventstream" -> new AwsEventStreamReader(MAX_FRAME);
            default -> throw new IllegalArgumentException(kind);
        };
    }

    /** The facts of a stream. */
    static AnswerFacts stream(Dialect dialect, String kind, byte[] bytes) {
        AnswerFacts facts = new AnswerFacts();
        FrameReader reader = reader(kind);
        FrameSink sink = (name, frame, from, to) -> {
            if (dialect.isEndMark(frame, from, to)) {
                facts.end();
            } else {
                dialect.frameFacts(name, Json.parse(frame, from, to, JsonLimits.DEFAULT), facts);
            }
        };
        reader.feed(bytes, 0, bytes.length, sink);
        reader.end(sink);
        return facts;
    }

    /** The facts of a whole answer. */
    static AnswerFacts whole(Dialect dialect, byte[] bytes) {
        AnswerFacts facts = new AnswerFacts();
        dialect.answerFacts(Json.parse(bytes), facts);
        return facts;
    }
}
