package ai.gateway.dialect;

import ai.gateway.exchange.AnswerEvent;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Brings the blocks of an answer into a row, for dialects in which a block must end before the next one begins. What
 * belongs to a later block waits; what ends a choice finds its blocks ended.
 */
public final class OneAtATime implements Consumer<AnswerEvent>, AnswerEvent.Visitor {

    private final Consumer<AnswerEvent> sink;
    private final TreeMap<Integer, List<AnswerEvent>> waiting = new TreeMap<>();
    private int current = -1;

    /** @param sink of the events of one choice */
    public OneAtATime(Consumer<AnswerEvent> sink) {
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
        if (current < 0) {
            current = event.block();
            sink.accept(event);
        } else {
            waiting.computeIfAbsent(event.block(), block -> new ArrayList<>()).add(event);
        }
    }

    @Override
    public void piece(AnswerEvent.Piece event) {
        inRow(event.block(), event);
    }

    @Override
    public void sealed(AnswerEvent.Sealed event) {
        inRow(event.block(), event);
    }

    @Override
    public void cited(AnswerEvent.Cited event) {
        inRow(event.block(), event);
    }

    @Override
    public void blockEnded(AnswerEvent.BlockEnded event) {
        inRow(event.block(), event);
        if (event.block() == current) {
            current = -1;
            next();
        }
    }

    @Override
    public void likelihoods(AnswerEvent.Likelihoods event) {
        sink.accept(event);
    }

    @Override
    public void finished(AnswerEvent.Finished event) {
        sink.accept(event);
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

    private void inRow(int block, AnswerEvent event) {
        List<AnswerEvent> row = waiting.get(block);
        if (block == current) {
            sink.accept(event);
        } else if (row != null) {
            row.add(event);
        }
    }

    /** Lets the blocks go that have ended meanwhile, and the one after them as far as it has come. */
    private void next() {
        Map.Entry<Integer, List<AnswerEvent>> first = waiting.pollFirstEntry();
        while (first != null) {
            List<AnswerEvent> row = first.getValue();
            row.forEach(sink);
            if (!(row.get(row.size() - 1) instanceof AnswerEvent.BlockEnded)) {
                current = first.getKey();
                return;
            }
            first = waiting.pollFirstEntry();
        }
    }
}
