package ai.gateway.pipeline;

import ai.gateway.exchange.AnswerEvent;
import ai.gateway.exchange.Content;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The answer of one who goes on, as more of the answer of the one before: it does not begin anew, what it says first belongs
 * to the text that is open, its blocks count on, and what it thought before it went on is nobody's.
 */
final class GoingOn implements Consumer<AnswerEvent>, AnswerEvent.Visitor {

    private final Consumer<AnswerEvent> sink;
    private final Map<Integer, Integer> blocks = new HashMap<>();
    private final Set<Integer> unheard = new HashSet<>();
    private int open;
    private final boolean openIsText;
    private int next;

    GoingOn(SaidSoFar said, Consumer<AnswerEvent> sink) {
        this.sink = sink;
        this.open = said.openBlock();
        this.openIsText = said.openBlockIsText();
        this.next = said.nextBlock();
    }

    @Override
    public void accept(AnswerEvent event) {
        event.show(this);
    }

    @Override
    public void began(AnswerEvent.Began event) {
        // it did already
    }

    @Override
    public void blockBegan(AnswerEvent.BlockBegan event) {
        if (event.choice() != 0) {
            return;
        }
        if (event.head() instanceof Content.Thinking) {
            unheard.add(event.block());
        } else if (open >= 0 && openIsText && event.head() instanceof Content.Text) {
            blocks.put(event.block(), open);
            open = -1;
        } else {
            close();
            blocks.put(event.block(), next);
            sink.accept(new AnswerEvent.BlockBegan(0, next, event.head()));
            next++;
        }
    }

    /** What was left open and does not go on. */
    private void close() {
        if (open >= 0) {
            sink.accept(new AnswerEvent.BlockEnded(0, open));
            open = -1;
        }
    }

    private int here(AnswerEvent.OfBlock event) {
        return event.choice() != 0 || unheard.contains(event.block()) ? -1 : blocks.getOrDefault(event.block(), -1);
    }

    @Override
    public void piece(AnswerEvent.Piece event) {
        int block = here(event);
        if (block >= 0) {
            sink.accept(new AnswerEvent.Piece(0, block, event.text()));
        }
    }

    @Override
    public void sealed(AnswerEvent.Sealed event) {
        int block = here(event);
        if (block >= 0) {
            sink.accept(new AnswerEvent.Sealed(0, block, event.seal()));
        }
    }

    @Override
    public void cited(AnswerEvent.Cited event) {
        int block = here(event);
        if (block >= 0) {
            sink.accept(new AnswerEvent.Cited(0, block, event.citation()));
        }
    }

    @Override
    public void blockEnded(AnswerEvent.BlockEnded event) {
        int block = here(event);
        if (block >= 0) {
            sink.accept(new AnswerEvent.BlockEnded(0, block));
        }
    }

    @Override
    public void likelihoods(AnswerEvent.Likelihoods event) {
        // of tokens of another model
    }

    @Override
    public void finished(AnswerEvent.Finished event) {
        if (event.choice() == 0) {
            close();
            sink.accept(event);
        }
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
}
