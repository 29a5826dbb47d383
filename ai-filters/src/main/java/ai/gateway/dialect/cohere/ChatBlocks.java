package ai.gateway.dialect.cohere;

import ai.gateway.exchange.Answer;
import ai.gateway.exchange.AnswerEvent;
import ai.gateway.exchange.Citation;
import ai.gateway.exchange.Content;
import ai.gateway.exchange.Seal;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * The blocks of an answer by the names that its stream has for them. One that has ended stays open until the next one
 * begins: citations may still come for it.
 */
final class ChatBlocks {

    private final Consumer<AnswerEvent> sink;
    private final Map<String, Integer> open = new LinkedHashMap<>();
    private final List<String> ending = new ArrayList<>(1);
    private @Nullable String lastText;
    private int next;

    ChatBlocks(Consumer<AnswerEvent> sink) {
        this.sink = sink;
    }

    /** Begins a block of that name, unless one is open. */
    void begin(String name, Content head) {
        if (open.containsKey(name) && !ending.contains(name)) {
            return;
        }
        endEnding();
        sink.accept(new AnswerEvent.BlockBegan(0, next, head.head()));
        open.put(name, next++);
        lastText = head instanceof Content.Text ? name : lastText;
    }

    void piece(String name, String text) {
        Integer block = open.get(name);
        if (block != null && !text.isEmpty()) {
            sink.accept(new AnswerEvent.Piece(0, block, text));
        }
    }

    void seal(String name, Seal seal) {
        Integer block = open.get(name);
        if (block != null) {
            sink.accept(new AnswerEvent.Sealed(0, block, seal));
        }
    }

    /** Whether a text of that name is still open, or, where none is named, the last one. */
    boolean cite(@Nullable String name, Citation citation) {
        String text = name == null ? lastText : name;
        Integer block = text == null ? null : open.get(text);
        if (block == null) {
            return false;
        }
        sink.accept(new AnswerEvent.Cited(0, block, citation));
        return true;
    }

    void end(String name) {
        if (open.containsKey(name) && !ending.contains(name)) {
            ending.add(name);
        }
    }

    void endAll() {
        open.values().forEach(block -> sink.accept(new AnswerEvent.BlockEnded(0, block)));
        open.clear();
        ending.clear();
    }

    /** A block that is whole at once. */
    void whole(Content content) {
        Answer.unfold(0, next++, content, sink);
    }

    private void endEnding() {
        for (String name : ending) {
            Integer block = open.remove(name);
            if (block != null) {
                sink.accept(new AnswerEvent.BlockEnded(0, block));
            }
        }
        ending.clear();
    }
}
