package ai.gateway.pipeline;

import ai.gateway.exchange.Failure;
import ai.gateway.exchange.FailureCode;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

import java.util.Objects;

/**
 * A translated stream with which another provider goes on, once, when the first one breaks off. The translation is done in
 * the source, where an error can still become more of the answer; what comes out of that is the client's already.
 */
final class ResumedPieces implements Pieces {

    private static final Logger log = LoggerFactory.getLogger(ResumedPieces.class);

    private final Passage passage;
    private final TranslatedPieces first;
    private final Resumption resumption;
    private final SaidSoFar said = new SaidSoFar();
    private final Sinks.Empty<ByteBuf> silence = Sinks.empty();
    private @Nullable StreamRelay relay;
    private boolean resumed;

    ResumedPieces(Passage passage, TranslatedPieces first, Resumption resumption) {
        this.passage = passage;
        this.first = first;
        this.resumption = resumption;
        first.events().showAlso(said);
    }

    /** The whole answer in the client's dialect, whoever gives it. */
    Flux<ByteBuf> of(Flux<ByteBuf> body) {
        return body.takeUntilOther(silence.asMono())
                .map(piece -> first.pass(piece.retain()))
                .concatWith(Mono.fromSupplier(first::rest))
                .onErrorResume(this::goOn);
    }

    /** Whose connection it is that the pieces come on. */
    void carriedBy(StreamRelay relay) {
        this.relay = relay;
    }

    private Flux<ByteBuf> goOn(Throwable error) {
        Failure why = error instanceof RuntimeException own && !(error instanceof ai.gateway.exchange.AiException)
                ? passage.failure(own)
                : Failures.ofUpstream(error, "in the middle of its answer");
        if (resumed || !said.canBeGoneOnWith()) {
            return Flux.error(why.asException());
        }
        resumed = true;
        Pick broken = Objects.requireNonNull(passage.attempt().pick());
        return resumption
                .goOn(broken, why, said.text())
                .onErrorMap(other -> nobody(why, other))
                .switchIfEmpty(Mono.error(why.asException()))
                .flatMapMany(ready -> rest(ready, why));
    }

    private RuntimeException nobody(Failure why, Throwable other) {
        log.info(
                "{} {} broke off, and whoever was to go on has failed: {}",
                passage.ai().id(),
                name(passage),
                Failures.of(other).message());
        return why.asException();
    }

    private Flux<ByteBuf> rest(Ready ready, Failure why) {
        Passage next = ready.passage();
        Ready.Streamed streamed = Objects.requireNonNull(ready.streamed());
        log.info(
                "{} {} broke off ({}), {} goes on",
                passage.ai().id(),
                name(passage),
                why.code().wire(),
                name(next));
        passage.ai().goOn(next.attempt(), why);
        Objects.requireNonNull(relay).follow(next);
        TranslatedPieces second = first.goneOnWith(next, streamed.framing(), said);
        return streamed.body().map(piece -> second.pass(piece.retain())).concatWith(Mono.fromSupplier(second::rest));
    }

    private static String name(Passage passage) {
        return Objects.requireNonNull(passage.attempt().pick()).name();
    }

    @Override
    public boolean mends(Failure late) {
        return !resumed
                && late.code() != FailureCode.GATEWAY_STOPPING
                && said.canBeGoneOnWith()
                && silence.tryEmitError(late.asException()).isSuccess();
    }

    @Override
    public ByteBuf pass(ByteBuf piece) {
        return piece;
    }

    @Override
    public boolean sayTheEnd() {
        return true;
    }

    @Override
    public ByteBuf rest() {
        return Unpooled.EMPTY_BUFFER;
    }

    @Override
    public ByteBuf broken(Failure failure) {
        return first.broken(failure);
    }
}
