package ai.gateway.dialect.anthropic;

import ai.gateway.dialect.CallArguments;
import ai.gateway.dialect.Dropped;
import ai.gateway.dialect.Fields;
import ai.gateway.dialect.Traits;
import ai.gateway.exchange.ChatRequest;
import ai.gateway.exchange.Content;
import ai.gateway.exchange.Content.Notes;
import ai.gateway.exchange.Tool;
import ai.gateway.exchange.ToolChoice;
import ai.gateway.exchange.ToolChoice.Mode;
import ai.gateway.wire.Json;
import ai.gateway.wire.JsonWriter;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import static java.nio.charset.StandardCharsets.UTF_8;

/** The tools of a chat, and which of them must be called; both ways. */
final class MessageTools {

    private static final Set<String> KNOWN =
            Set.of("type", "name", "description", "input_schema", "strict", "cache_control");
    private static final String ONE = "disable_parallel_tool_use";
    private static final String NO_ARGUMENTS = "{\"type\":\"object\",\"properties\":{}}";

    private final JsonWriter json;
    private final ChatRequest request;
    private final Traits traits;
    private final Dropped dropped;
    private final boolean ours;

    MessageTools(JsonWriter json, ChatRequest request, Traits traits, Dropped dropped) {
        this.json = json;
        this.request = request;
        this.traits = traits;
        this.dropped = dropped;
        this.ours = request.dialect().equals(AnthropicDialect.ID);
    }

    static List<Tool> read(Json body) {
        List<Tool> tools = new ArrayList<>();
        for (Json tool : Fields.array(body, "tools").items()) {
            tools.add(tool(Fields.object(tool)));
        }
        return tools;
    }

    /** One of the client's own has no type, or is custom; all others are the API's. */
    private static Tool tool(Json tool) {
        String type = Fields.stringOr(tool, "type", "custom");
        if (!type.equals("custom")) {
            String name = Fields.stringOr(tool, "name", type);
            return new Tool(Tool.Kind.FOREIGN, name, null, tool.toString(), null, Notes.NONE);
        }
        Json schema = Fields.object(tool, "input_schema");
        return new Tool(
                Tool.Kind.FUNCTION,
                Fields.requiredString(tool, "name"),
                Fields.string(tool, "description"),
                schema.exists() ? schema.toString() : null,
                Fields.flagOrNull(tool, "strict"),
                MessageBlockReader.notes(tool, KNOWN));
    }

    static @Nullable ToolChoice readChoice(Json body) {
        Json choice = Fields.object(body, "tool_choice");
        if (!choice.exists()) {
            return null;
        }
        String type = Fields.requiredString(choice, "type");
        return switch (type) {
            case "auto" -> ToolChoice.of(Mode.AUTO);
            case "any" -> ToolChoice.of(Mode.REQUIRED);
            case "none" -> ToolChoice.of(Mode.NONE);
            case "tool" -> ToolChoice.named(Fields.requiredString(choice, "name"));
            default -> throw Fields.wrong(choice.get("type"), "auto, any, tool or none");
        };
    }

    static @Nullable Boolean readParallel(Json body) {
        Boolean one = Fields.flagOrNull(Fields.object(body, "tool_choice"), ONE);
        return one == null ? null : Boolean.valueOf(!one);
    }

    void write() {
        List<Tool> tools = request.tools().stream().filter(this::isOffered).toList();
        if (tools.isEmpty() && !ours) {
            called();
            return;
        }
        if (!tools.isEmpty()) {
            offer(tools);
        }
        choice(known(request.toolChoice(), tools));
    }

    private void offer(List<Tool> tools) {
        json.name("tools").beginArray();
        for (Tool tool : tools) {
            if (tool.kind() == Tool.Kind.FOREIGN) {
                json.raw(String.valueOf(tool.json()));
            } else {
                write(tool);
            }
        }
        json.endArray();
    }

    /** One that is not on offer, since it is the provider's of another dialect, cannot be chosen either. */
    private @Nullable ToolChoice known(@Nullable ToolChoice choice, List<Tool> tools) {
        if (ours || choice == null || !isNamed(choice)) {
            return choice;
        }
        String name = choice.names().get(0);
        if (tools.stream().anyMatch(tool -> tool.name().equals(name))) {
            return choice;
        }
        dropped.add("tool_choice");
        return null;
    }

    /** The API has no way to name several of its tools: those that may not be called are left out. */
    private boolean isOffered(Tool tool) {
        if (tool.kind() == Tool.Kind.FOREIGN && !ours) {
            dropped.add("tools." + tool.name());
            return false;
        }
        ToolChoice choice = request.toolChoice();
        if (choice == null || choice.names().isEmpty() || isNamed(choice)) {
            return true;
        }
        return choice.names().contains(tool.name());
    }

    private void write(Tool tool) {
        json.beginObject().field("name", tool.name());
        if (tool.description() != null) {
            json.field("description", tool.description());
        }
        json.name("input_schema").raw(schema(tool));
        boolean strict = Boolean.TRUE.equals(tool.strict());
        if (tool.strict() != null && (ours || strict) && traits.has("tools.strict")) {
            json.field("strict", strict);
        }
        MessageBlockWriter.cacheMark(json, tool.notes(), traits);
        if (ours) {
            MessageExtras.write(json, tool.notes().extras());
        }
        json.endObject();
    }

    private String schema(Tool tool) {
        if (tool.kind() == Tool.Kind.CUSTOM) {
            return CallArguments.SCHEMA;
        }
        if (tool.json() == null) {
            return NO_ARGUMENTS;
        }
        Json schema = Json.parse(tool.json().getBytes(UTF_8));
        if (ours || schema.get("type").exists()) {
            return tool.json();
        }
        JsonWriter typed = new JsonWriter().beginObject().field("type", "object");
        schema.members(typed::field);
        return typed.endObject().toString();
    }

    private void choice(@Nullable ToolChoice choice) {
        Boolean parallel = request.parallelCalls();
        boolean one = Boolean.FALSE.equals(parallel);
        if (choice == null && !one) {
            return;
        }
        json.name("tool_choice").beginObject();
        boolean none = choice != null && choice.mode() == Mode.NONE;
        if (choice != null && isNamed(choice)) {
            json.field("type", "tool").field("name", choice.names().get(0));
        } else {
            json.field("type", none ? "none" : choice != null && choice.mode() == Mode.REQUIRED ? "any" : "auto");
        }
        if (parallel != null && (ours || (one && !none))) {
            json.field(ONE, one);
        }
        if (ours) {
            MessageExtras.join(json, request.extras(), "tool_choice");
        }
        json.endObject();
    }

    private static boolean isNamed(ToolChoice choice) {
        return choice.mode() == Mode.REQUIRED && choice.names().size() == 1;
    }

    /** Calls of the past need their tools declared, though none is on offer any more. */
    private void called() {
        Set<String> names = new LinkedHashSet<>();
        request.messages()
                .forEach(message -> message.content().forEach(content -> {
                    if (content instanceof Content.ToolCall call) {
                        names.add(call.name());
                    }
                }));
        if (names.isEmpty()) {
            return;
        }
        json.name("tools").beginArray();
        for (String name : names) {
            json.beginObject().field("name", name).name("input_schema").raw(NO_ARGUMENTS);
            json.endObject();
        }
        json.endArray().name("tool_choice").beginObject().field("type", "none").endObject();
    }
}
