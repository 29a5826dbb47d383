package ai.gateway.app.standin;

import ai.gateway.dialect.AnswerWriter;
import ai.gateway.exchange.Answer;
import ai.gateway.exchange.AnswerEvent;
import ai.gateway.exchange.Content;
import ai.gateway.exchange.Failure;
import ai.gateway.exchange.Seal;
import ai.gateway.exchange.Usage;
import reactor.core.publisher.Flux;

import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;

/** Tells an answer as a stream, step by step as it is asked for: a long answer is never in memory as a whole. */
final class Telling {
    private final Answer answer;
    private final int eventTokens;
    private final Supplier<? extends AnswerWriter> wording;

    /** @param wording of the dialect; a new one for each time that the answer is told */
    Telling(Answer answer, int eventTokens, Supplier<? extends AnswerWriter> wording) {
        this.answer = answer;
        this.eventTokens = eventTokens;
        this.wording = wording;
    }

    String contentType() {
        return wording.get().contentType();
    }

    Flux<byte[]> frames() {
        return Flux.defer(() -> inOrder(told(wording.get())));
    }

    /** The first frames only, and then what the dialect says when something goes wrong under way. */
    Flux<byte[]> framesUpTo(int count, Failure failure) {
        return Flux.defer(() -> {
            AnswerWriter writer = wording.get();
            int[] sent = {0};
            Flux<List<byte[]>> first = told(writer).takeUntil(frames -> (sent[0] += frames.size()) >= count);
            Flux<List<byte[]>> last =
                    Flux.defer(() -> Flux.just(written(writer, List.of(new AnswerEvent.Failed(failure)))));
            return inOrder(first.concatWith(last));
        });
    }

    private static Flux<byte[]> inOrder(Flux<List<byte[]>> frames) {
        return frames.concatMapIterable(step -> step, 1);
    }

    private Flux<List<byte[]>> told(AnswerWriter writer) {
        return steps().map(step -> written(writer, step));
    }

    private static List<byte[]> written(AnswerWriter writer, List<AnswerEvent> step) {
        step.forEach(writer);
        return Frames.of(writer.contentType(), writer.take());
    }

    private Flux<List<AnswerEvent>> steps() {
        Answer.Choice choice = answer.choices().get(0);
        AnswerEvent began = new AnswerEvent.Began(answer.id(), answer.model(), answer.created(), answer.extras());
        Usage read = new Usage(answer.usage().input(), 0, 0, 1, Usage.ABSENT);
        AnswerEvent finished =
                new AnswerEvent.Finished(0, Objects.requireNonNull(choice.finish()), null, choice.extras());
        return Flux.concat(
                Flux.just(List.of(began, new AnswerEvent.Used(read, answer.account()))),
                Flux.range(0, choice.content().size())
                        .concatMap(block -> steps(block, choice.content().get(block))),
                Flux.just(
                        List.of(new AnswerEvent.Used(answer.usage(), answer.account()), finished),
                        List.of(new AnswerEvent.Ended())));
    }

    private Flux<List<AnswerEvent>> steps(int index, Content block) {
        Seal seal = block.seal();
        Flux<AnswerEvent> pieces = Flux.fromIterable(Tokens.pieces(block.flow(), eventTokens))
                .map(piece -> new AnswerEvent.Piece(0, index, piece));
        return Flux.concat(
                        Flux.just(new AnswerEvent.BlockBegan(0, index, block.head())),
                        pieces,
                        seal == null ? Flux.empty() : Flux.just(new AnswerEvent.Sealed(0, index, seal)),
                        Flux.just(new AnswerEvent.BlockEnded(0, index)))
                .map(List::of);
    }
}
