package ai.gateway.dialect.cohere;

import ai.gateway.dialect.CallArguments;
import ai.gateway.dialect.Dropped;
import ai.gateway.dialect.Fields;
import ai.gateway.dialect.FunctionTools;
import ai.gateway.exchange.ChatRequest;
import ai.gateway.exchange.Tool;
import ai.gateway.exchange.ToolChoice;
import ai.gateway.exchange.ToolChoice.Mode;
import ai.gateway.wire.Json;
import ai.gateway.wire.JsonWriter;
import org.jspecify.annotations.Nullable;

import java.util.List;

/** The tools of a chat, and which of them must be called; both ways. All are functions here. */
final class ChatTools {

    private ChatTools() {}

    static List<Tool> read(Json body) {
        return FunctionTools.read(body, Fields.flagOrNull(body, "strict_tools"));
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
        List<Tool> tools = FunctionTools.offered(request, dropped);
        if (tools.isEmpty()) {
            return;
        }
        boolean ours = request.dialect().equals(CohereDialect.ID);
        json.name("tools").beginArray();
        tools.forEach(tool -> FunctionTools.write(json, tool, ours, dropped));
        json.endArray();
        strict(json, tools, dropped);
        ToolChoice choice = request.toolChoice();
        if (choice != null && choice.mode() != Mode.AUTO) {
            json.field("tool_choice", choice.mode() == Mode.REQUIRED ? "REQUIRED" : "NONE");
        }
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
