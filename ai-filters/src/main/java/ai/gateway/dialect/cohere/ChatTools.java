package ai.gateway.dialect.cohere;

import ai.gateway.dialect.CallArguments;
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
 * The tools of a chat, and which of them must be called; both ways. All are functions here. A choice among some of them is
 * made by offering no others.
 */
final class ChatTools {

    private static final Set<String> KNOWN = Set.of("type", "function");
    private static final String NO_PARAMETERS = "{\"type\":\"object\",\"properties\":{}}";
    private static final String PLAIN_INPUT =
            "{\"type\":\"object\",\"properties\":{\"input\":{\"type\":\"string\"}},\"required\":[\"input\"]}";

    private ChatTools() {}

    static List<Tool> read(Json body) {
        Boolean strict = Fields.flagOrNull(body, "strict_tools");
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

    static @Nullable ToolChoice readChoice(Json body) {
        String word = Fields.string(body, "tool_choice");
        if (word == null) {
            return null;
        }
        return switch (word) {
            case "REQUIRED" -> ToolChoice.of(Mode.REQUIRED);
            case "NONE" -> ToolChoice.of(Mode.NONE);
            default -> throw Fields.wrong(body.get("tool_choice"), "REQUIRED or NONE");
        };
    }

    static void write(JsonWriter json, ChatRequest request, Dropped dropped) {
        List<Tool> tools = request.tools().stream()
                .filter(tool -> isChosen(tool, request.toolChoice()) && isKnown(tool, dropped))
                .toList();
        if (tools.isEmpty()) {
            return;
        }
        boolean ours = request.dialect().equals(CohereDialect.ID);
        json.name("tools").beginArray();
        tools.forEach(tool -> write(json, tool, ours, dropped));
        json.endArray();
        strict(json, tools, dropped);
        ToolChoice choice = request.toolChoice();
        if (choice != null && choice.mode() != Mode.AUTO) {
            json.field("tool_choice", choice.mode() == Mode.REQUIRED ? "REQUIRED" : "NONE");
        }
    }

    private static boolean isChosen(Tool tool, @Nullable ToolChoice choice) {
        return choice == null || choice.names().isEmpty() || choice.names().contains(tool.name());
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
        if (ours) {
            tool.notes()
                    .extras()
                    .fields()
                    .forEach((name, value) -> json.name(name).raw(value));
        }
        json.endObject();
    }

    /** It is all of them or none. */
    private static void strict(JsonWriter json, List<Tool> tools, Dropped dropped) {
        if (tools.stream().allMatch(tool -> Boolean.TRUE.equals(tool.strict()))) {
            json.field("strict_tools", true);
        } else if (tools.stream().allMatch(tool -> Boolean.FALSE.equals(tool.strict()))) {
            json.field("strict_tools", false);
        } else if (tools.stream().anyMatch(tool -> Boolean.TRUE.equals(tool.strict()))) {
            dropped.add("tools.strict");
        }
    }

    /** The arguments of a call: the plain input of a custom tool is that of a function which takes just a text. */
    static String arguments(String text, boolean custom) {
        if (custom) {
            return CallArguments.input(text);
        }
        return text.isEmpty() ? "{}" : text;
    }
}
