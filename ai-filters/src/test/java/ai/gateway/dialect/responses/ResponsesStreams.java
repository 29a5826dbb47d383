package ai.gateway.dialect.responses;

import ai.gateway.dialect.AnswerReader;
import ai.gateway.dialect.ChatCodec;
import ai.gateway.exchange.AnswerEvent;
import ai.gateway.exchange.AnswerFold;
import ai.gateway.wire.FrameReader;
import ai.gateway.wire.FrameSink;
import ai.gateway.wire.Json;
import ai.gateway.wire.JsonLimits;
import ai.gateway.wire.SseReader;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

import static java.nio.charset.StandardCharsets.UTF_8;

/** What the tests of answers share. */
final class ResponsesStreams {

    static final JsonMapper MAPPER = new JsonMapper();
    static final ChatCodec CODEC = new ResponsesDialect().chat();

    private ResponsesStreams() {}

    static List<AnswerEvent> read(String lines) {
        List<AnswerEvent> events = new ArrayList<>();
        AnswerReader reader = CODEC.answerReader(events::add);
        stream(
                lines,
                (name, frame) -> reader.frame(name, Json.parse(frame.toString().getBytes(UTF_8))));
        reader.end();
        return events;
    }

    static void stream(String lines, BiConsumer<String, JsonNode> each) {
        FrameReader reader = new SseReader(1 << 20);
        FrameSink sink = (name, frame, from, to) -> each.accept(
                name, tree(Json.parse(frame, from, to, JsonLimits.DEFAULT).toString()));
        byte[] bytes = lines.getBytes(UTF_8);
        reader.feed(bytes, 0, bytes.length, sink);
        reader.end(sink);
    }

    static AnswerFold fold(List<AnswerEvent> events) {
        AnswerFold fold = new AnswerFold();
        events.forEach((Consumer<AnswerEvent>) fold);
        return fold;
    }

    static JsonNode tree(String json) {
        return MAPPER.readTree(json);
    }
}
