package ai.gateway.dialect.responses;

import ai.gateway.dialect.Dropped;
import ai.gateway.dialect.Fields;
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

import static java.nio.charset.StandardCharsets.UTF_8;

/** The tools of a request, and which of them must be called; both ways. A response repeats both. */
final class ChatTools {

    private static final Set<String> KNOWN = Set.of("type", "name", "description", "parameters", "strict", "format");
    private static final String NO_PARAMETERS = "{\"type\":\"object\",\"properties\":{}}";

    private ChatTools() {}

    static List<Tool> read(Json body) {
        List<Tool> tools = new ArrayList<>();
        for (Json tool : Fields.array(body, "tools").items()) {
            tools.add(tool(Fields.object(tool)));
        }
        return tools;
    }

    private static Tool tool(Json tool) {
        String type = Fields.requiredString(tool, "type");
        return switch (type) {
            case "function" -> {
                Json schema = Fields.object(tool, "parameters");
                yield new Tool(
                        Tool.Kind.FUNCTION,
                        Fields.requiredString(tool, "name"),
                        Fields.string(tool, "description"),
                        schema.exists() ? ItemNotes.line(schema) : null,
                        Fields.flagOrNull(tool, "strict"),
                        Notes.of(null, ItemNotes.rest(tool, KNOWN)));
            }
            case "custom" ->
                new Tool(
                        Tool.Kind.CUSTOM,
                        Fields.requiredString(tool, "name"),
                        Fields.string(tool, "description"),
                        readForm(Fields.object(tool, "format")),
                        null,
                        Notes.of(null, ItemNotes.rest(tool, KNOWN)));
            default -> new Tool(Tool.Kind.FOREIGN, type, null, ItemNotes.line(tool), null, Notes.NONE);
        };
    }

    /** The exchange has the form of an input as chats have it, where a grammar stands in an object of its own. */
    private static @Nullable String readForm(Json format) {
        if (!format.get("type").is("grammar")) {
            return format.exists() ? ItemNotes.line(format) : null;
        }
        JsonWriter json = new JsonWriter().beginObject().field("type", "grammar");
        json.name("grammar").beginObject();
        format.members((name, value) -> {
            if (!name.equals("type")) {
                json.name(name).raw(ItemNotes.line(value));
            }
        });
        return json.endObject().endObject().toString();
    }

    private static void writeForm(JsonWriter json, String form) {
        Json format = Json.parse(form.getBytes(UTF_8));
        Json grammar = format.get("grammar");
        if (!grammar.isObject()) {
            json.raw(form);
            return;
        }
        json.beginObject().field("type", "grammar");
        grammar.members(json::field);
        json.endObject();
    }

    static @Nullable ToolChoice readChoice(Json body) {
        Json choice = body.get("tool_choice");
        if (choice.isObject()) {
            String type = Fields.requiredString(choice, "type");
            return type.equals("allowed_tools") ? among(choice) : ToolChoice.named(name(choice));
        }
        if (choice.exists() && !choice.isNull() && !choice.isString()) {
            throw Fields.wrong(choice, "a string or an object");
        }
        return switch (choice.text()) {
            case "" -> null;
            case "auto" -> ToolChoice.of(Mode.AUTO);
            case "none" -> ToolChoice.of(Mode.NONE);
            case "required" -> ToolChoice.of(Mode.REQUIRED);
            default -> throw Fields.wrong(choice, "auto, none, required, or an object");
        };
    }

    private static ToolChoice among(Json choice) {
        List<String> names = new ArrayList<>();
        for (Json tool : Fields.requiredArray(choice, "tools").items()) {
            names.add(name(Fields.object(tool)));
        }
        return new ToolChoice(choice.get("mode").is("required") ? Mode.REQUIRED : Mode.AUTO, names);
    }

    private static String name(Json tool) {
        String type = Fields.requiredString(tool, "type");
        return isPlain(tool) ? Fields.requiredString(tool, "name") : type;
    }

    /** Whether the exchange can say the choice: tools of the provider's own may have more to them than a name. */
    static boolean isWhole(Json choice) {
        if (!choice.isObject()) {
            return true;
        }
        if (!choice.get("type").is("allowed_tools")) {
            return isPlain(choice);
        }
        for (Json tool : choice.get("tools").items()) {
            if (!isPlain(tool)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isPlain(Json tool) {
        return tool.get("type").is("function") || tool.get("type").is("custom");
    }

    /** Those of them that can be said here. */
    static List<Tool> known(ChatRequest request, Traits traits, Dropped dropped) {
        List<Tool> known = new ArrayList<>();
        for (Tool tool : request.tools()) {
            boolean sayable = switch (tool.kind()) {
                case FUNCTION -> true;
                case CUSTOM -> traits.has("tools=custom");
                case FOREIGN -> request.dialect().equals(ResponsesDialect.ID);
            };
            if (sayable) {
                known.add(tool);
            } else {
                dropped.add("tools." + tool.name());
            }
        }
        return known;
    }

    /** @param ours whether they are of this dialect */
    static String tools(List<Tool> tools, boolean ours) {
        JsonWriter json = new JsonWriter(512).beginArray();
        for (Tool tool : tools) {
            switch (tool.kind()) {
                case FUNCTION -> function(json, tool, ours);
                case CUSTOM -> custom(json, tool, ours);
                case FOREIGN -> json.raw(String.valueOf(tool.json()));
            }
        }
        return json.endArray().toString();
    }

    /** Unsaid, a function is strict here, and in no other dialect. */
    private static void function(JsonWriter json, Tool tool, boolean ours) {
        json.beginObject().field("type", "function").field("name", tool.name());
        if (tool.description() != null) {
            json.field("description", tool.description());
        }
        if (tool.json() != null || !ours) {
            json.name("parameters").raw(tool.json() == null ? NO_PARAMETERS : tool.json());
        }
        if (tool.strict() != null || !ours) {
            json.field("strict", Boolean.TRUE.equals(tool.strict()));
        }
        extras(json, tool, ours);
        json.endObject();
    }

    private static void custom(JsonWriter json, Tool tool, boolean ours) {
        json.beginObject().field("type", "custom").field("name", tool.name());
        if (tool.description() != null) {
            json.field("description", tool.description());
        }
        if (tool.json() != null) {
            writeForm(json.name("format"), tool.json());
        }
        extras(json, tool, ours);
        json.endObject();
    }

    private static void extras(JsonWriter json, Tool tool, boolean ours) {
        if (ours) {
            tool.notes()
                    .extras()
                    .fields()
                    .forEach((name, value) -> json.name(name).raw(value));
        }
    }

    /** @param tools by which a name is known for that of a function or of another tool */
    static String choice(ToolChoice choice, List<Tool> tools, Traits traits, Dropped dropped) {
        boolean named = choice.names().size() == 1 && choice.mode() == Mode.REQUIRED;
        boolean among = !choice.names().isEmpty() && !named;
        if (named ? !traits.has("tool_choice=named") : among && !traits.has("tool_choice=allowed_tools")) {
            dropped.add("tool_choice.names");
            return JsonWriter.quote(word(choice.mode()));
        }
        if (named) {
            return named(new JsonWriter(), choice.names().get(0), tools).toString();
        }
        if (!among) {
            return JsonWriter.quote(word(choice.mode()));
        }
        JsonWriter json = new JsonWriter().beginObject().field("type", "allowed_tools");
        json.field("mode", word(choice.mode())).name("tools").beginArray();
        choice.names().forEach(name -> named(json, name, tools));
        return json.endArray().endObject().toString();
    }

    private static JsonWriter named(JsonWriter json, String name, List<Tool> tools) {
        String type = "function";
        for (Tool tool : tools) {
            if (tool.name().equals(name) && tool.kind() != Tool.Kind.FUNCTION) {
                type = tool.kind() == Tool.Kind.CUSTOM ? "custom" : name;
            }
        }
        json.beginObject().field("type", type);
        if (!type.equals(name)) {
            json.field("name", name);
        }
        return json.endObject();
    }

    private static String word(Mode mode) {
        return switch (mode) {
            case AUTO -> "auto";
            case NONE -> "none";
            case REQUIRED -> "required";
        };
    }
}
