package ai.gateway.pipeline;

import ai.gateway.dialect.AnswerWriter;
import ai.gateway.exchange.AnswerEvent;
import ai.gateway.exchange.Failure;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;

import java.util.Objects;

/** Takes a streamed answer in the provider's dialect piece by piece, and gives it back in the client's. */
final class TranslatedPieces implements Pieces {

    private final AnswerWriter writer;
    private final AnswerEvents events;
    private final TranslatedFrames frames;
    private final TextPatch patch;

    TranslatedPieces(Framing framing, Attempt attempt, ChatTranslation translation, TextFlows flows) {
        this.writer = translation.writer();
        this.events = new AnswerEvents(attempt.facts(), flows, writer);
        this.frames = new TranslatedFrames(framing, attempt, translation, events);
        this.patch = TextPatch.ofUsage(attempt);
    }

    private TranslatedPieces(AnswerWriter writer, AnswerEvents events, TranslatedFrames frames, TextPatch patch) {
        this.writer = writer;
        this.events = events;
        this.frames = frames;
        this.patch = patch;
    }

    AnswerEvents events() {
        return events;
    }

    /** The same answer, from there on in the words of another provider. */
    TranslatedPieces goneOnWith(Passage next, Framing framing, SaidSoFar said) {
        events.forgive();
        ChatTranslation translation =
                (ChatTranslation) Objects.requireNonNull(next.destination().translation());
        AnswerEvents theirs = new AnswerEvents(events.facts(), TextFlows.NONE, new GoingOn(said, events));
        Attempt told = next.attempt().with(events.facts());
        TranslatedFrames rest = new TranslatedFrames(framing, told, translation, theirs);
        return new TranslatedPieces(writer, events, rest, TextPatch.ofUsage(next.attempt()));
    }

    String contentType() {
        return writer.contentType();
    }

    /** What came before the provider failed goes out first. */
    @Override
    public ByteBuf pass(ByteBuf piece) {
        frames.feed(Pieces.bytes(piece));
        byte[] written = taken();
        if (written.length == 0) {
            events.requireNoFailure();
            return Unpooled.EMPTY_BUFFER;
        }
        return Unpooled.wrappedBuffer(written);
    }

    @Override
    public boolean sayTheEnd() {
        return true;
    }

    @Override
    public ByteBuf rest() {
        frames.end();
        events.end();
        return Unpooled.wrappedBuffer(taken());
    }

    @Override
    public ByteBuf broken(Failure failure) {
        writer.accept(new AnswerEvent.Failed(failure));
        return Unpooled.wrappedBuffer(taken());
    }

    /** What was written since the last time; whole frames only. */
    private byte[] taken() {
        byte[] written = writer.take();
        if (!patch.isActive()) {
            return written;
        }
        Framing framing = Framing.of(writer.contentType());
        return patch.frames(framing == null ? Framing.JSON_ARRAY : framing, written);
    }
}
