package ai.gateway.dialect;

import ai.gateway.exchange.ChatRequest;
import ai.gateway.exchange.Content.Notes;
import ai.gateway.exchange.Tool;
import ai.gateway.exchange.ToolChoice;
import ai.gateway.wire.Json;
import ai.gateway.wire.JsonWriter;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The tools of a chat, both ways, for dialects in which all are functions. A custom tool becomes a function that takes just
 * a text; a choice among some tools is made by offering no others.
 */
public final class FunctionTools {

    private static final Set<String> KNOWN = Set.of("type", "function");
    /** The schema of what takes nothing. */
    public static final String NO_PARAMETERS = "{\"type\":\"object\",\"properties\":{}}";

    private FunctionTools() {}

    /** @param strict of each of them, where that is said of all */
    public static List<Tool> read(Json body, @Nullable Boolean strict) {
        List<Tool> tools = new ArrayList<>();
        for (Json tool : Fields.array(body, "tools").items()) {
            Json function = Fields.requiredObject(Fields.object(tool), "function");
            Json schema = Fields.object(function, "parameters");
            tools.add(new Tool(
                    Tool.Kind.FUNCTION,
                    Fields.requiredString(function, "name"),
                    Fields.string(function, "description"),
                    schema.exists() ? schema.toString() : null,
                    strict,
                    Notes.of(null, Fields.rest(tool, KNOWN))));
        }
        return tools;
    }

    /** Those that can be offered and may be called. */
    public static List<Tool> offered(ChatRequest request, Dropped dropped) {
        return request.tools().stream()
                .filter(tool -> isChosen(tool, request.toolChoice()) && isKnown(tool, dropped))
                .toList();
    }

    private static boolean isChosen(Tool tool, @Nullable ToolChoice choice) {
        return choice == null || choice.names().isEmpty() || choice.names().contains(tool.name());
    }

    private static boolean isKnown(Tool tool, Dropped dropped) {
        boolean foreign = tool.kind() == Tool.Kind.FOREIGN;
        dropped.note("tools." + tool.name(), foreign);
        return !foreign;
    }

    /** @param ours whether the client speaks the provider's dialect */
    public static void write(JsonWriter json, Tool tool, boolean ours, Dropped dropped) {
        json.beginObject().field("type", "function").name("function").beginObject();
        json.field("name", tool.name());
        if (tool.description() != null) {
            json.field("description", tool.description());
        }
        if (tool.kind() == Tool.Kind.CUSTOM) {
            json.name("parameters").raw(CallArguments.SCHEMA);
            dropped.note("tools.format", tool.json() != null);
        } else if (tool.json() != null || !ours) {
            json.name("parameters").raw(tool.json() == null ? NO_PARAMETERS : tool.json());
        }
        json.endObject();
        if (ours) {
            tool.notes()
                    .extras()
                    .fields()
                    .forEach((name, value) -> json.name(name).raw(value));
        }
        json.endObject();
    }
}
