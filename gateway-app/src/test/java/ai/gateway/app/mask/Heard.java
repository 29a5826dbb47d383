package ai.gateway.app.mask;

import ai.gateway.dialect.AnswerReader;
import ai.gateway.dialect.Dialect;
import ai.gateway.exchange.AnswerFold;
import ai.gateway.exchange.Content;
import ai.gateway.wire.AwsEventStreamReader;
import ai.gateway.wire.FrameReader;
import ai.gateway.wire.FrameSink;
import ai.gateway.wire.Json;
import ai.gateway.wire.JsonLimits;
import ai.gateway.wire.NdjsonReader;
import ai.gateway.wire.SseReader;

import java.util.List;

/** What a client makes of an answer. */
final class Heard {

    private static final int MAX_FRAME = 16 << 20;

    private Heard() {}

    static List<Content> blocks(Dialect dialect, String type, byte[] body) {
        AnswerFold fold = new AnswerFold();
        AnswerReader reader = Echo.codec(dialect).answerReader(fold);
        if (type.startsWith("application/json")) {
            Json json = Json.parse(body);
            if (!json.isArray()) {
                fold = new AnswerFold();
                Echo.codec(dialect).readAnswer(json, fold);
                return blocks(fold);
            }
            json.items().forEach(frame -> reader.frame("", frame));
        } else {
            FrameReader frames = type.contains("amazon")
                    ? new AwsEventStreamReader(MAX_FRAME)
                    : type.contains("ndjson") ? new NdjsonReader(MAX_FRAME) : new SseReader(MAX_FRAME);
            FrameSink sink = (name, frame, from, to) -> {
                if (!dialect.isEndMark(frame, from, to)) {
                    reader.frame(name, Json.parse(frame, from, to, JsonLimits.DEFAULT));
                }
            };
            frames.feed(body, 0, body.length, sink);
            frames.end(sink);
        }
        reader.end();
        return blocks(fold);
    }

    private static List<Content> blocks(AnswerFold fold) {
        return fold.toAnswer().choices().stream()
                .flatMap(choice -> choice.content().stream())
                .toList();
    }
}
