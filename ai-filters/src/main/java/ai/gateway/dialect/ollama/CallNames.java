package ai.gateway.dialect.ollama;

import ai.gateway.exchange.Content;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/**
 * The calls of a conversation that have no result yet. Few clients of Ollama give ids: then calls are numbered, and a result
 * belongs to the first call of its tool that waits for one.
 */
final class CallNames {

    private final List<Content.ToolCall> waiting = new ArrayList<>();
    private int calls;

    /** The id of the next call; a new one where it has none. */
    String id(@Nullable String id) {
        calls++;
        return id == null || id.isEmpty() ? "call_" + calls : id;
    }

    void called(Content.ToolCall call) {
        waiting.add(call);
    }

    /** The call that has come to a result; null where none fits. */
    Content.@Nullable ToolCall answered(@Nullable String id, @Nullable String name) {
        for (Content.ToolCall call : waiting) {
            boolean fits = id != null
                    ? call.id().equals(id)
                    : name == null || call.name().equals(name);
            if (fits) {
                waiting.remove(call);
                return call;
            }
        }
        return null;
    }
}
