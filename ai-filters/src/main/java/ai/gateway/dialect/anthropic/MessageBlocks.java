package ai.gateway.dialect.anthropic;

import ai.gateway.dialect.Fields;
import ai.gateway.exchange.AnswerEvent;
import ai.gateway.exchange.Content;
import ai.gateway.exchange.Content.Notes;
import ai.gateway.exchange.Extras;
import ai.gateway.wire.Json;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** The blocks of an answer as they come: which are open, under which index of the provider's and which of ours. */
final class MessageBlocks {

    private static final Set<String> KNOWN_OF_TEXT = Set.of("type", "text", "citations");
    private static final Set<String> KNOWN_OF_THOUGHT = Set.of("type", "thinking", "signature");
    private static final Set<String> KNOWN_OF_SECRET = Set.of("type", "data");
    private static final Set<String> KNOWN_OF_CALL = Set.of("type", "id", "name", "input");

    private final Consumer<AnswerEvent> sink;
    private final Map<Long, OpenBlock> open = new LinkedHashMap<>();
    private int next;
    private boolean called;

    MessageBlocks(Consumer<AnswerEvent> sink) {
        this.sink = sink;
    }

    /** Whether any block was a call to the client's tools. */
    boolean hasCalled() {
        return called;
    }

    void start(long index, Json block) {
        stop(index);
        if (block.isObject()) {
            open.put(index, begin(block));
        }
    }

    /** Some who follow the format forget to say that a text begins. */
    void delta(long index, Json delta) {
        OpenBlock block = open.get(index);
        if (block == null
                && (delta.get("text").isString() || delta.get("thinking").isString())) {
            block = flow(delta.get("text").isString() ? Content.Text.of("") : thinking(false, Extras.NONE));
            open.put(index, block);
        }
        if (block != null) {
            block.delta(delta);
        }
    }

    void stop(long index) {
        OpenBlock block = open.remove(index);
        if (block != null) {
            block.end();
        }
    }

    void end() {
        open.values().forEach(OpenBlock::end);
        open.clear();
    }

    private OpenBlock begin(Json block) {
        String type = block.get("type").text();
        OpenBlock begun = switch (type) {
            case "text" -> flow(text(Fields.rest(block, KNOWN_OF_TEXT)));
            case "thinking" -> flow(thinking(false, Fields.rest(block, KNOWN_OF_THOUGHT)));
            case "redacted_thinking" -> flow(thinking(true, Fields.rest(block, KNOWN_OF_SECRET)));
            case "tool_use" -> call(block);
            default -> new OpenBlock.Other(type, block, sink, () -> next++);
        };
        begun.first(block);
        return begun;
    }

    private OpenBlock call(Json block) {
        called = true;
        Content.ToolCall head = new Content.ToolCall(
                block.get("id").text(),
                block.get("name").text(),
                "",
                /* custom= */ false,
                null,
                Notes.of(null, Fields.rest(block, KNOWN_OF_CALL)));
        return new OpenBlock.Called(head, next++, sink);
    }

    private OpenBlock flow(Content head) {
        return new OpenBlock.Said(head, next++, sink);
    }

    private static Content text(Extras extras) {
        return new Content.Text("", List.of(), null, Notes.of(null, extras));
    }

    private static Content thinking(boolean hidden, Extras extras) {
        return new Content.Thinking("", null, hidden, Notes.of(null, extras));
    }
}
