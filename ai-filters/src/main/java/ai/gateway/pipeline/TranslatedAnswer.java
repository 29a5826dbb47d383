package ai.gateway.pipeline;

import ai.gateway.dialect.AnswerWriter;
import ai.gateway.dialect.Dialect;
import ai.gateway.exchange.AnswerEvent;
import ai.gateway.exchange.AnswerFold;
import ai.gateway.exchange.Failure;
import ai.gateway.wire.Json;
import org.jspecify.annotations.Nullable;

import java.util.function.Consumer;

/**
 * A whole answer in the client's dialect: of one that came whole, or of a stream that was collected; as a whole or as a
 * stream, whatever the client asked for.
 */
record TranslatedAnswer(String contentType, byte[] bytes) {

    /** Of one that came whole. Throws the failure that the answer is. */
    static TranslatedAnswer of(Passage passage, ChatTranslation translation, TextFlows flows, Json answer) {
        if (passage.status() >= 400) {
            throw told(passage, translation.spoken(), answer).asException();
        }
        return written(passage, translation, flows, events -> translation.readAnswer(answer, events));
    }

    /** Of a stream. */
    static TranslatedAnswer of(
            Passage passage, ChatTranslation translation, TextFlows flows, Framing framing, byte[] stream) {
        return written(passage, translation, flows, events -> {
            TranslatedFrames frames = new TranslatedFrames(framing, passage.attempt(), translation, events);
            frames.feed(stream);
            frames.end();
        });
    }

    private static TranslatedAnswer written(
            Passage passage, ChatTranslation translation, TextFlows flows, Consumer<AnswerEvents> reading) {
        AnswerWriter writer = translation.clientStreams() ? translation.writer() : null;
        AnswerFold fold = new AnswerFold();
        Consumer<AnswerEvent> sink = writer == null ? fold : writer;
        AnswerEvents events = new AnswerEvents(passage.facts(), flows, sink);
        reading.accept(events);
        events.end();
        return writer == null
                ? new TranslatedAnswer("application/json", translation.write(fold.toAnswer()))
                : new TranslatedAnswer(writer.contentType(), writer.take());
    }

    TranslatedAnswer patched(TextPatch patch) {
        Framing framing = Framing.of(contentType);
        if (!patch.isActive() || (framing == null && !contentType.equals("application/json"))) {
            return this;
        }
        byte[] patched = framing == null ? patch.whole(Json.ours(bytes)) : patch.frames(framing, bytes);
        return new TranslatedAnswer(contentType, patched);
    }

    /** What the provider says went wrong, by an answer in that dialect with the status of a failure. */
    static Failure told(Passage passage, Dialect spoken, Json answer) {
        // Google's streams tell a failure, too, as an array of one.
        Json said = answer.isArray() ? answer.at(0) : answer;
        Failure failure = spoken.readFailure(passage.status(), said);
        Failure.Origin origin = failure.origin();
        return origin == null
                ? failure
                : new Failure(
                        failure.code(),
                        failure.message(),
                        failure.param(),
                        origin.with(header(passage, "retry-after"), requestId(passage)));
    }

    private static @Nullable String requestId(Passage passage) {
        String id = header(passage, "x-request-id");
        id = id == null ? header(passage, "request-id") : id;
        return id == null ? header(passage, "x-amzn-requestid") : id;
    }

    private static @Nullable String header(Passage passage, String name) {
        return passage.head().headers().get(name);
    }
}
