package ai.gateway.dialect;

import ai.gateway.exchange.AnswerEvent;

import java.util.function.Consumer;

/** Lets pass what belongs to the first choice, for dialects that have no more than one. */
public final class FirstChoice implements Consumer<AnswerEvent>, AnswerEvent.Visitor {

    private final Consumer<AnswerEvent> sink;

    public FirstChoice(Consumer<AnswerEvent> sink) {
        this.sink = sink;
    }

    @Override
    public void accept(AnswerEvent event) {
        event.show(this);
    }

    @Override
    public void began(AnswerEvent.Began event) {
        sink.accept(event);
    }

    @Override
    public void blockBegan(AnswerEvent.BlockBegan event) {
        of(event.choice(), event);
    }

    @Override
    public void piece(AnswerEvent.Piece event) {
        of(event.choice(), event);
    }

    @Override
    public void sealed(AnswerEvent.Sealed event) {
        of(event.choice(), event);
    }

    @Override
    public void cited(AnswerEvent.Cited event) {
        of(event.choice(), event);
    }

    @Override
    public void blockEnded(AnswerEvent.BlockEnded event) {
        of(event.choice(), event);
    }

    @Override
    public void likelihoods(AnswerEvent.Likelihoods event) {
        of(event.choice(), event);
    }

    @Override
    public void finished(AnswerEvent.Finished event) {
        of(event.choice(), event);
    }

    @Override
    public void used(AnswerEvent.Used event) {
        sink.accept(event);
    }

    @Override
    public void failed(AnswerEvent.Failed event) {
        sink.accept(event);
    }

    @Override
    public void ended(AnswerEvent.Ended event) {
        sink.accept(event);
    }

    private void of(int choice, AnswerEvent event) {
        if (choice == 0) {
            sink.accept(event);
        }
    }
}
