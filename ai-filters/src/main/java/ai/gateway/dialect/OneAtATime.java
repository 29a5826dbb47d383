package ai.gateway.dialect;

import ai.gateway.exchange.AnswerEvent.BlockBegan;
import ai.gateway.exchange.AnswerEvent.BlockEnded;
import ai.gateway.exchange.AnswerEvent.BlockVisitor;
import ai.gateway.exchange.AnswerEvent.OfBlock;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Brings the blocks of one choice into a row, for dialects in which a block must end before the next one begins. What
 * belongs to a later block waits; what ends the choice finds its blocks ended.
 */
public final class OneAtATime {

    private final TreeMap<Integer, List<OfBlock>> waiting = new TreeMap<>();
    private int current = -1;

    /** Shows the event, and what has waited for it; or keeps it until its turn comes. */
    public void show(OfBlock event, BlockVisitor visitor) {
        if (event instanceof BlockBegan && current >= 0) {
            waiting.computeIfAbsent(event.block(), block -> new ArrayList<>()).add(event);
        } else if (event instanceof BlockBegan) {
            current = event.block();
            event.showBlock(visitor);
        } else if (event.block() == current) {
            event.showBlock(visitor);
            if (event instanceof BlockEnded) {
                current = -1;
                next(visitor);
            }
        } else {
            later(event);
        }
    }

    private void later(OfBlock event) {
        List<OfBlock> row = waiting.get(event.block());
        if (row != null) {
            row.add(event);
        }
    }

    /** Lets the blocks go that have ended meanwhile, and the one after them as far as it has come. */
    private void next(BlockVisitor visitor) {
        Map.Entry<Integer, List<OfBlock>> first = waiting.pollFirstEntry();
        while (first != null) {
            List<OfBlock> row = first.getValue();
            row.forEach(event -> event.showBlock(visitor));
            if (!(row.get(row.size() - 1) instanceof BlockEnded)) {
                current = first.getKey();
                return;
            }
            first = waiting.pollFirstEntry();
        }
    }
}
