package ai.gateway.dialect.ollama;

import ai.gateway.dialect.Dropped;
import ai.gateway.dialect.Fields;
import ai.gateway.exchange.ChatRequest;
import ai.gateway.exchange.Content.Notes;
import ai.gateway.exchange.Tool;
import ai.gateway.exchange.ToolChoice;
import ai.gateway.exchange.ToolChoice.Mode;
import ai.gateway.wire.Json;
import ai.gateway.wire.JsonWriter;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The tools of a chat, both ways. All are functions, and the model chooses: it can be kept from a tool by not being told of
 * it, and not be made to call one.
 */
final class ChatTools {

    private static final Set<String> KNOWN = Set.of("type", "function");
    private static final String NO_PARAMETERS = "{\"type\":\"object\",\"properties\":{}}";
    private static final String PLAIN_INPUT =
            "{\"type\":\"object\",\"properties\":{\"input\":{\"type\":\"string\"}},\"required\":[\"input\"]}";

    private ChatTools() {}

    static List<Tool> read(Json body) {
        List<Tool> tools = new ArrayList<>();
        for (Json tool : Fields.array(body, "tools").items()) {
            Json function = Fields.requiredObject(Fields.object(tool), "function");
            Json schema = Fields.object(function, "parameters");
            tools.add(new Tool(
                    Tool.Kind.FUNCTION,
                    Fields.requiredString(function, "name"),
                    Fields.string(function, "description"),
                    schema.exists() ? schema.toString() : null,
                    null,
                    Notes.of(null, Fields.rest(tool, KNOWN))));
        }
        return tools;
    }

    static void write(JsonWriter json, ChatRequest request, Dropped dropped) {
        ToolChoice choice = request.toolChoice();
        if (choice != null && choice.mode() == Mode.REQUIRED) {
            dropped.add("tool_choice");
        }
        List<Tool> tools = request.tools().stream()
                .filter(tool -> isChosen(tool, choice) && isKnown(tool, dropped))
                .toList();
        if (tools.isEmpty()) {
            return;
        }
        boolean ours = request.dialect().equals(OllamaDialect.ID);
        json.name("tools").beginArray();
        tools.forEach(tool -> write(json, tool, ours, dropped));
        json.endArray();
    }

    private static boolean isChosen(Tool tool, @Nullable ToolChoice choice) {
        if (choice == null) {
            return true;
        }
        return choice.mode() != Mode.NONE
                && (choice.names().isEmpty() || choice.names().contains(tool.name()));
    }

    private static boolean isKnown(Tool tool, Dropped dropped) {
        if (tool.kind() == Tool.Kind.FOREIGN) {
            dropped.add("tools." + tool.name());
            return false;
        }
        return true;
    }

    private static void write(JsonWriter json, Tool tool, boolean ours, Dropped dropped) {
        json.beginObject().field("type", "function").name("function").beginObject();
        json.field("name", tool.name());
        if (tool.description() != null) {
            json.field("description", tool.description());
        }
        if (tool.kind() == Tool.Kind.CUSTOM) {
            json.name("parameters").raw(PLAIN_INPUT);
            if (tool.json() != null) {
                dropped.add("tools.format");
            }
        } else if (tool.json() != null || !ours) {
            json.name("parameters").raw(tool.json() == null ? NO_PARAMETERS : tool.json());
        }
        json.endObject();
        if (Boolean.TRUE.equals(tool.strict())) {
            dropped.add("tools.strict");
        }
        if (ours) {
            tool.notes()
                    .extras()
                    .fields()
                    .forEach((name, value) -> json.name(name).raw(value));
        }
        json.endObject();
    }
}
