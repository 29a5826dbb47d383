package ai.gateway.dialect.openai;

import ai.gateway.dialect.Dropped;
import ai.gateway.dialect.Fields;
import ai.gateway.dialect.FunctionTools;
import ai.gateway.dialect.Traits;
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

/** The tools of a chat, and which of them must be called; both ways. */
final class ChatTools {

    private static final String CUSTOM = "tools=custom";
    private static final Set<String> KNOWN = Set.of("type", "function", "custom", "cache_control");

    private ChatTools() {}

    static List<Tool> read(Json body) {
        List<Tool> tools = new ArrayList<>();
        for (Json tool : Fields.array(body, "tools").items()) {
            tools.add(tool(Fields.object(tool)));
        }
        for (Json function : Fields.array(body, "functions").items()) {
            tools.add(function(Fields.object(function), Notes.NONE));
        }
        return tools;
    }

    private static Tool tool(Json tool) {
        String type = Fields.stringOr(tool, "type", "function");
        Notes notes = Notes.of(ChatMessageReader.cacheMark(tool), Fields.rest(tool, KNOWN));
        return switch (type) {
            case "function" -> function(Fields.requiredObject(tool, "function"), notes);
            case "custom" -> custom(Fields.requiredObject(tool, "custom"), notes);
            default -> new Tool(Tool.Kind.FOREIGN, type, null, tool.toString(), null, Notes.NONE);
        };
    }

    private static Tool function(Json function, Notes notes) {
        Json schema = Fields.object(function, "parameters");
        return new Tool(
                Tool.Kind.FUNCTION,
                Fields.requiredString(function, "name"),
                Fields.string(function, "description"),
                schema.exists() ? schema.toString() : null,
                Fields.flagOrNull(function, "strict"),
                notes);
    }

    private static Tool custom(Json custom, Notes notes) {
        Json format = Fields.object(custom, "format");
        return new Tool(
                Tool.Kind.CUSTOM,
                Fields.requiredString(custom, "name"),
                Fields.string(custom, "description"),
                format.exists() ? format.toString() : null,
                null,
                notes);
    }

    static @Nullable ToolChoice readChoice(Json body) {
        Json choice = body.get("tool_choice");
        if (choice.exists() && !choice.isNull()) {
            return choice(choice);
        }
        Json old = body.get("function_call");
        return old.isObject() ? ToolChoice.named(Fields.requiredString(old, "name")) : word(old);
    }

    private static @Nullable ToolChoice choice(Json choice) {
        if (!choice.isObject()) {
            return word(choice);
        }
        String type = Fields.stringOr(choice, "type", "function");
        if (type.equals("allowed_tools")) {
            return among(Fields.requiredObject(choice, "allowed_tools"));
        }
        boolean custom = type.equals("custom");
        if (!custom && !type.equals("function")) {
            return ToolChoice.named(type);
        }
        return ToolChoice.named(
                Fields.requiredString(Fields.requiredObject(choice, custom ? "custom" : "function"), "name"));
    }

    private static @Nullable ToolChoice word(Json choice) {
        if (choice.exists() && !choice.isNull() && !choice.isString()) {
            throw Fields.wrong(choice, "a string or an object");
        }
        return switch (choice.text()) {
            case "" -> null;
            case "auto" -> ToolChoice.of(Mode.AUTO);
            case "none" -> ToolChoice.of(Mode.NONE);
            case "required", "any" -> ToolChoice.of(Mode.REQUIRED);
            default -> throw Fields.wrong(choice, "auto, none, required, or an object");
        };
    }

    private static ToolChoice among(Json allowed) {
        List<String> names = new ArrayList<>();
        for (Json tool : Fields.array(allowed, "tools").items()) {
            String kind = Fields.object(tool).get("type").is("custom") ? "custom" : "function";
            names.add(Fields.requiredString(Fields.requiredObject(tool, kind), "name"));
        }
        return new ToolChoice(allowed.get("mode").is("required") ? Mode.REQUIRED : Mode.AUTO, names);
    }

    static void write(JsonWriter json, ChatRequest request, Traits traits, Dropped dropped) {
        List<Tool> tools = request.tools().stream()
                .filter(tool -> isKnown(tool, request, dropped))
                .toList();
        if (tools.isEmpty()) {
            return;
        }
        json.name("tools").beginArray();
        for (Tool tool : tools) {
            switch (tool.kind()) {
                case FUNCTION -> writeFunction(json, tool, traits);
                case CUSTOM -> {
                    if (traits.has(CUSTOM)) {
                        writeCustom(json, tool);
                    } else {
                        FunctionTools.write(json, tool, /* ours= */ false, dropped);
                    }
                }
                case FOREIGN -> json.raw(String.valueOf(tool.json()));
            }
        }
        json.endArray();
        ToolChoice choice = request.toolChoice();
        if (choice != null) {
            writeChoice(json, choice, tools, traits, dropped);
        }
        if (request.parallelCalls() != null) {
            if (traits.has("parallel_tool_calls")) {
                json.field("parallel_tool_calls", request.parallelCalls());
            } else if (!request.parallelCalls()) {
                dropped.add("parallel_tool_calls");
            }
        }
    }

    private static boolean isKnown(Tool tool, ChatRequest request, Dropped dropped) {
        boolean known = switch (tool.kind()) {
            case FUNCTION, CUSTOM -> true;
            case FOREIGN -> request.dialect().equals(OpenAiDialect.ID);
        };
        if (!known) {
            dropped.add("tools." + tool.name());
        }
        return known;
    }

    private static void writeFunction(JsonWriter json, Tool tool, Traits traits) {
        json.beginObject().field("type", "function").name("function").beginObject();
        json.field("name", tool.name());
        if (tool.description() != null) {
            json.field("description", tool.description());
        }
        if (tool.json() != null) {
            json.name("parameters").raw(tool.json());
        } else if (!traits.has("parameters=absent")) {
            json.name("parameters").raw(FunctionTools.NO_PARAMETERS);
        }
        if (tool.strict() != null && traits.has("tools.strict")) {
            json.field("strict", tool.strict());
        }
        json.endObject();
        ChatMessageWriter.cacheMark(json, tool.notes(), traits);
        json.endObject();
    }

    private static void writeCustom(JsonWriter json, Tool tool) {
        json.beginObject().field("type", "custom").name("custom").beginObject();
        json.field("name", tool.name());
        if (tool.description() != null) {
            json.field("description", tool.description());
        }
        if (tool.json() != null) {
            json.name("format").raw(tool.json());
        }
        json.endObject().endObject();
    }

    /** @param tools by which a name is known for that of a function or of another tool */
    private static void writeChoice(
            JsonWriter json, ToolChoice choice, List<Tool> tools, Traits traits, Dropped dropped) {
        boolean named = choice.names().size() == 1 && choice.mode() == Mode.REQUIRED;
        boolean among = !choice.names().isEmpty() && !named;
        if (named ? !traits.has("tool_choice=named") : among && !traits.has("tool_choice=allowed_tools")) {
            dropped.add("tool_choice.names");
            json.name("tool_choice").value(word(choice.mode(), traits));
        } else if (named) {
            named(json.name("tool_choice"), choice.names().get(0), tools, traits);
        } else if (among) {
            json.name("tool_choice")
                    .beginObject()
                    .field("type", "allowed_tools")
                    .name("allowed_tools")
                    .beginObject();
            json.field("mode", word(choice.mode(), traits)).name("tools").beginArray();
            choice.names().forEach(name -> named(json, name, tools, traits));
            json.endArray().endObject().endObject();
        } else {
            json.name("tool_choice").value(word(choice.mode(), traits));
        }
    }

    private static void named(JsonWriter json, String name, List<Tool> tools, Traits traits) {
        String type = "function";
        for (Tool tool : tools) {
            boolean custom = tool.kind() == Tool.Kind.CUSTOM && traits.has(CUSTOM);
            if (tool.name().equals(name) && (custom || tool.kind() == Tool.Kind.FOREIGN)) {
                type = custom ? "custom" : name;
            }
        }
        json.beginObject().field("type", type);
        if (!type.equals(name)) {
            json.name(type).beginObject().field("name", name).endObject();
        }
        json.endObject();
    }

    private static String word(Mode mode, Traits traits) {
        return switch (mode) {
            case AUTO -> "auto";
            case NONE -> "none";
            case REQUIRED -> traits.has("tool_choice=required") ? "required" : "any";
        };
    }
}
