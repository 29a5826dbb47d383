package ai.gateway.pipeline;

import ai.gateway.dialect.Dialect;
import ai.gateway.exchange.AnswerFacts;
import ai.gateway.exchange.Failure;
import ai.gateway.exchange.FailureCode;
import ai.gateway.wire.FrameException;
import ai.gateway.wire.FrameReader;
import ai.gateway.wire.FrameSink;
import ai.gateway.wire.Json;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The beginning of a stream, up to its first content. As long as there is none, somebody else can still be asked. */
final class Prelude implements FrameSink {

    /** What is longer without saying anything is passed on as it is. */
    private static final int LONGEST = 256 * 1024;

    private final Passage passage;
    private final Dialect spoken;
    private final @Nullable Hosted hosted;
    private final FrameReader reader;
    private final AnswerFacts facts;
    private @Nullable Failure failure;
    private boolean content;

    private Prelude(Passage passage, Framing framing, AnswerFacts facts) {
        Translation translation = passage.destination().translation();
        this.passage = passage;
        this.facts = facts;
        this.spoken = translation == null ? passage.ai().dialect() : translation.spoken();
        this.hosted = framing == Framing.AWS_EVENTS ? passage.destination().hosted() : null;
        this.reader = framing.reader((int) passage.ai().settings().limits().maxEventBytes());
    }

    /** The whole stream, from its first byte on, once its first content is there. Fails as the stream does before that. */
    static Mono<Flux<ByteBuf>> of(Passage passage, Framing framing) {
        Prelude prelude = new Prelude(passage, framing, new AnswerFacts());
        return passage.toClient(WholeAnswer.collect(passage.provider().body(), passage, prelude::isOver))
                .map(prelude::begun);
    }

    /** For nobody to read: it is looked at, and thrown away. */
    static Mono<Ready> toTheEnd(Passage passage, Framing framing) {
        Prelude look = new Prelude(passage, framing, passage.facts());
        long most = passage.ai().settings().limits().aggregateAnswerBytes();
        return passage.toClient(WholeAnswer.collect(
                        passage.provider().body(),
                        passage,
                        (bytes, known, to) -> (look.isOver(bytes, known, to) && look.failure != null) || to > most))
                .map(all -> {
                    look.begun(all);
                    return new Ready(passage, () -> {});
                });
    }

    private boolean isOver(byte[] bytes, int known, int to) {
        try {
            reader.feed(bytes, known, to, this);
        } catch (FrameException e) {
            failure = Failure.of(FailureCode.UPSTREAM_INVALID_RESPONSE, "provider: " + e.getMessage());
        }
        return failure != null || saysSomething() || to > LONGEST;
    }

    private boolean saysSomething() {
        return content || facts.called() || facts.finish() != null || facts.ended();
    }

    private Flux<ByteBuf> begun(WholeAnswer.Collected collected) {
        Flux<ByteBuf> rest = collected.rest();
        if (failure == null && rest == null && !saysSomething()) {
            failure = Failure.of(FailureCode.UPSTREAM_ABORTED, "provider: its stream ended before its answer began");
        }
        if (failure != null) {
            passage.provider().letGo();
            throw failure.asException();
        }
        Flux<ByteBuf> beginning = Flux.just(Unpooled.wrappedBuffer(collected.bytes()));
        return rest == null ? beginning : Flux.concat(beginning, rest);
    }

    @Override
    public void frame(String name, byte[] bytes, int from, int to) {
        if (spoken.isEndMark(bytes, from, to)) {
            facts.end();
            return;
        }
        Json frame = LenientJson.parse(bytes, from, to);
        byte[] carried =
                hosted == null || frame == null ? null : hosted.carrier().unpacked(frame);
        Json event = carried == null ? frame : LenientJson.parse(carried, 0, carried.length);
        if (event != null && failure == null) {
            look(spoken, carried == null ? name : event.get("type").text(), event);
        }
    }

    @Override
    public void exception(String type, byte[] bytes, int from, int to) {
        Json told = LenientJson.parse(bytes, from, to);
        look(hosted == null ? spoken : hosted.carrier(), type, told == null ? Json.MISSING : told);
    }

    private void look(Dialect dialect, String name, Json event) {
        dialect.frameFacts(name, event, facts);
        if (facts.failure() != null) {
            Failure told = dialect.readFailure(0, event);
            failure = told.origin() == null || !told.origin().type().isEmpty()
                    ? told
                    : Failure.told(facts.failure(), new Failure.Origin(0, name, ""));
            return;
        }
        dialect.answerTexts(event, (role, run, text) -> content |= !text.text().isEmpty());
    }
}
