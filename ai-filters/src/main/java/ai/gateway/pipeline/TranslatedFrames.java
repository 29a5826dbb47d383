package ai.gateway.pipeline;

import ai.gateway.dialect.AnswerReader;
import ai.gateway.dialect.Dialect;
import ai.gateway.exchange.AnswerFacts;
import ai.gateway.exchange.Failure;
import ai.gateway.exchange.FailureCode;
import ai.gateway.wire.FrameException;
import ai.gateway.wire.FrameReader;
import ai.gateway.wire.Json;
import org.jspecify.annotations.Nullable;

/** Reads a streamed answer in the provider's dialect into events. */
final class TranslatedFrames {

    private final Dialect spoken;
    private final AnswerFacts facts;
    private final AnswerEvents events;
    private final AnswerReader answer;
    private final FrameReader frames;
    private final long maxFrames;
    private long read;

    TranslatedFrames(Framing framing, Attempt attempt, ChatTranslation translation, AnswerEvents events) {
        Settings.Limits limits = attempt.settings().limits();
        this.spoken = translation.spoken();
        this.facts = attempt.facts();
        this.events = events;
        this.answer = translation.reader(events);
        this.frames = framing.reader((int) limits.maxEventBytes());
        this.maxFrames = limits.maxStreamEvents();
    }

    void feed(byte[] bytes) {
        try {
            frames.feed(bytes, 0, bytes.length, this::frame);
        } catch (FrameException e) {
            throw invalid(e.getMessage());
        }
    }

    /** The last byte came. A stream that broke off without a word must not look to the client as if it had ended. */
    void end() {
        try {
            frames.end(this::frame);
        } catch (FrameException e) {
            throw invalid(e.getMessage());
        }
        answer.end();
        events.requireNoFailure();
        if (!facts.ended() && facts.finish() == null) {
            throw Failure.of(FailureCode.UPSTREAM_ABORTED, "provider: its stream ended before its answer did")
                    .asException();
        }
    }

    private void frame(String name, byte[] bytes, int from, int to) {
        if (++read > maxFrames) {
            throw invalid("over " + maxFrames + " events (expected: at most ai.gateway.limits.max-stream-events)");
        }
        if (spoken.isEndMark(bytes, from, to)) {
            facts.end();
            return;
        }
        Json frame = LenientJson.parse(bytes, from, to);
        if (frame != null) {
            answer.frame(name, frame);
        }
    }

    private static RuntimeException invalid(@Nullable String what) {
        return Failure.of(FailureCode.UPSTREAM_INVALID_RESPONSE, "provider: " + what)
                .asException();
    }
}
