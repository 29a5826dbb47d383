package ai.gateway.dialect.ollama;

import ai.gateway.dialect.Dropped;
import ai.gateway.dialect.FunctionTools;
import ai.gateway.exchange.ChatRequest;
import ai.gateway.exchange.Tool;
import ai.gateway.exchange.ToolChoice.Mode;
import ai.gateway.wire.JsonWriter;

import java.util.List;

/**
 * Writes the tools of a chat. All are functions, and the model chooses: it can be kept from a tool by not being told of it,
 * and not be made to call one.
 */
final class ChatTools {

    private ChatTools() {}

    static void write(JsonWriter json, ChatRequest request, Dropped dropped) {
        Mode mode =
                request.toolChoice() == null ? Mode.AUTO : request.toolChoice().mode();
        dropped.note("tool_choice", mode == Mode.REQUIRED);
        List<Tool> tools = mode == Mode.NONE ? List.of() : FunctionTools.offered(request, dropped);
        if (tools.isEmpty()) {
            return;
        }
        boolean ours = request.dialect().equals(OllamaDialect.ID);
        json.name("tools").beginArray();
        for (Tool tool : tools) {
            FunctionTools.write(json, tool, ours, dropped);
            dropped.note("tools.strict", Boolean.TRUE.equals(tool.strict()));
        }
        json.endArray();
    }
}
