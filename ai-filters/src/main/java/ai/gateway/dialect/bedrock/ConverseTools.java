package ai.gateway.dialect.bedrock;

import ai.gateway.dialect.CallArguments;
import ai.gateway.dialect.Fields;
import ai.gateway.exchange.Content;
import ai.gateway.exchange.Content.Notes;
import ai.gateway.exchange.Message;
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
final class ConverseTools {

    private static final String SPEC = "toolSpec";
    private static final Set<String> KNOWN = Set.of("name", "description", "inputSchema", "strict");
    private static final String NO_ARGUMENTS = "{\"type\":\"object\",\"properties\":{}}";

    private ConverseTools() {}

    static List<Tool> read(Json config) {
        List<Tool> tools = new ArrayList<>();
        for (Json tool : Fields.array(config, "tools").items()) {
            Json spec = Fields.object(Fields.object(tool), SPEC);
            if (spec.exists()) {
                tools.add(function(spec));
            } else if (!mark(Fields.object(tool, "cachePoint"), tools)) {
                tools.add(foreign(tool));
            }
        }
        return tools;
    }

    private static Tool function(Json spec) {
        Json schema = Fields.object(Fields.object(spec, "inputSchema"), "json");
        return new Tool(
                Tool.Kind.FUNCTION,
                Fields.requiredString(spec, "name"),
                Fields.string(spec, "description"),
                schema.exists() ? schema.toString() : null,
                Fields.flagOrNull(spec, "strict"),
                Notes.of(null, Fields.rest(spec, KNOWN)));
    }

    /** A tool that the model's maker runs, or a mark that marks nothing. */
    private static Tool foreign(Json tool) {
        String[] name = {"unknown"};
        tool.members((kind, value) -> name[0] = value.get("name").text(kind));
        return new Tool(Tool.Kind.FOREIGN, name[0], null, tool.toString(), null, Notes.NONE);
    }

    private static boolean mark(Json point, List<Tool> tools) {
        Tool last = tools.isEmpty() ? null : tools.get(tools.size() - 1);
        if (!point.exists() || last == null || last.notes().cache() != null) {
            return false;
        }
        Notes marked =
                Notes.of(ConverseBlockReader.cacheMark(point), last.notes().extras());
        Tool tool = new Tool(last.kind(), last.name(), last.description(), last.json(), last.strict(), marked);
        tools.set(tools.size() - 1, tool);
        return true;
    }

    static @Nullable ToolChoice readChoice(Json config) {
        Json choice = Fields.object(config, "toolChoice");
        if (!choice.exists()) {
            return null;
        }
        Json tool = Fields.object(choice, "tool");
        if (tool.exists()) {
            return ToolChoice.named(Fields.requiredString(tool, "name"));
        }
        if (choice.get("any").isObject()) {
            return ToolChoice.of(Mode.REQUIRED);
        }
        if (choice.get("auto").isObject()) {
            return ToolChoice.of(Mode.AUTO);
        }
        throw Fields.wrong(choice, "auto, any or tool");
    }

    /** @param kept what a client of this dialect has said besides; null for nothing */
    static void write(JsonWriter json, ConverseScope scope, @Nullable String kept) {
        List<Tool> tools = offered(scope);
        ToolChoice choice = scope.request().toolChoice();
        boolean none = choice != null && choice.mode() == Mode.NONE;
        if (none && mentioned(scope).isEmpty()) {
            return; // what is not offered is not called
        }
        if (none) {
            scope.dropped().add("tool_choice");
        }
        if (tools.isEmpty() && !scope.own()) {
            tools = mentioned(scope);
        }
        if (tools.isEmpty()) {
            return;
        }
        json.name("toolConfig").beginObject().name("tools").beginArray();
        tools.forEach(tool -> write(json, tool, scope));
        json.endArray();
        if (choice != null && !none) {
            writeChoice(json, choice, scope);
        }
        ConverseRequestWriter.merge(json, kept);
        json.endObject();
        if (Boolean.FALSE.equals(scope.request().parallelCalls())) {
            scope.dropped().add("parallel_tool_calls");
        }
    }

    /** Of several that may be called only those are offered: there is no other way to say it. */
    private static List<Tool> offered(ConverseScope scope) {
        ToolChoice choice = scope.request().toolChoice();
        List<String> among = choice == null || isNamed(choice) ? List.of() : choice.names();
        List<Tool> offered = new ArrayList<>();
        for (Tool tool : scope.request().tools()) {
            if (tool.kind() == Tool.Kind.FOREIGN && !scope.own()) {
                scope.dropped().add("tools." + tool.name());
            } else if (among.isEmpty() || among.contains(tool.name())) {
                offered.add(tool);
            }
        }
        return offered;
    }

    /** A conversation in which tools were called must offer some, even where the client has none any more. */
    private static List<Tool> mentioned(ConverseScope scope) {
        List<Tool> tools = new ArrayList<>();
        for (Message message : scope.request().messages()) {
            for (Content block : message.content()) {
                if (block instanceof Content.ToolCall call
                        && tools.stream().noneMatch(tool -> tool.name().equals(call.name()))) {
                    tools.add(new Tool(Tool.Kind.FUNCTION, call.name(), null, null, null, Notes.NONE));
                }
            }
        }
        return tools;
    }

    private static void write(JsonWriter json, Tool tool, ConverseScope scope) {
        if (tool.kind() == Tool.Kind.FOREIGN) {
            json.raw(String.valueOf(tool.json()));
        } else {
            writeSpec(json, tool, scope);
        }
        if (tool.notes().cache() != null && scope.traits().has("cachePoint")) {
            json.raw(ConverseBlockWriter.cachePoint(tool.notes().cache(), scope));
        }
    }

    private static void writeSpec(JsonWriter json, Tool tool, ConverseScope scope) {
        json.beginObject().name(SPEC).beginObject().field("name", tool.name());
        String description = tool.description();
        if (description != null && (scope.own() || !description.isEmpty())) {
            json.field("description", description);
        }
        boolean custom = tool.kind() == Tool.Kind.CUSTOM;
        if (custom && tool.json() != null) {
            scope.dropped().add("tools.format");
        }
        String schema = tool.json() == null ? NO_ARGUMENTS : tool.json();
        if (tool.json() != null || !scope.own()) {
            json.name("inputSchema").beginObject().name("json").raw(custom ? CallArguments.SCHEMA : schema);
            json.endObject();
        }
        strict(json, tool, scope);
        if (scope.own()) {
            tool.notes()
                    .extras()
                    .fields()
                    .forEach((name, value) -> json.name(name).raw(value));
        }
        json.endObject().endObject();
    }

    /** Older models refuse the word. */
    private static void strict(JsonWriter json, Tool tool, ConverseScope scope) {
        if (tool.strict() == null) {
            return;
        }
        if (scope.own() || (scope.model().isClaude(405) && scope.traits().has("strict"))) {
            json.field("strict", tool.strict());
        } else if (tool.strict()) {
            scope.dropped().add("tools.strict");
        }
    }

    /** Some models know no choice: what is usual is not said, unless it was. */
    private static void writeChoice(JsonWriter json, ToolChoice choice, ConverseScope scope) {
        boolean auto = choice.mode() == Mode.AUTO;
        if ((auto && !scope.own()) || (!auto && !scope.allowed("tool_choice"))) {
            return;
        }
        json.name("toolChoice").beginObject();
        if (isNamed(choice)) {
            json.name("tool").beginObject().field("name", choice.names().get(0)).endObject();
        } else {
            json.name(auto ? "auto" : "any").beginObject().endObject();
        }
        json.endObject();
    }

    private static boolean isNamed(ToolChoice choice) {
        return choice.mode() == Mode.REQUIRED && choice.names().size() == 1;
    }
}
