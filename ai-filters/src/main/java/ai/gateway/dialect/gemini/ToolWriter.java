package ai.gateway.dialect.gemini;

import ai.gateway.dialect.CallArguments;
import ai.gateway.dialect.Dropped;
import ai.gateway.dialect.Traits;
import ai.gateway.exchange.ChatRequest;
import ai.gateway.exchange.Tool;
import ai.gateway.exchange.ToolChoice;
import ai.gateway.exchange.ToolChoice.Mode;
import ai.gateway.wire.JsonWriter;
import org.jspecify.annotations.Nullable;

import java.util.List;

/** Writes the tools: neighbouring functions together, Google's own tools each by itself. */
final class ToolWriter {

    private final ChatRequest request;
    private final Traits traits;
    private final Dropped dropped;
    private final JsonWriter json;
    private final boolean own;

    ToolWriter(JsonWriter json, ChatRequest request, Traits traits, Dropped dropped) {
        this.json = json;
        this.request = request;
        this.traits = traits;
        this.dropped = dropped;
        this.own = request.dialect().equals(GeminiDialect.ID);
    }

    void write() {
        List<Tool> tools = request.tools().stream().filter(this::isKnown).toList();
        if (!tools.isEmpty()) {
            json.name("tools").beginArray();
            tools(tools);
            json.endArray();
        }
        String config = config(tools);
        if (!config.equals("{}")) {
            json.name("toolConfig").raw(config);
        }
        if (Boolean.FALSE.equals(request.parallelCalls()) && !tools.isEmpty()) {
            dropped.add("parallel_tool_calls");
        }
    }

    private boolean isKnown(Tool tool) {
        boolean known = tool.kind() == Tool.Kind.FOREIGN ? own : traits.has("functionDeclarations");
        if (!known) {
            dropped.add("tools." + tool.name());
        }
        return known;
    }

    private void tools(List<Tool> tools) {
        boolean open = false;
        for (Tool tool : tools) {
            boolean function = tool.kind() != Tool.Kind.FOREIGN;
            if (function && !open) {
                json.beginObject().name("functionDeclarations").beginArray();
            } else if (!function && open) {
                json.endArray().endObject();
            }
            open = function;
            if (function) {
                function(tool);
            } else {
                json.raw(String.valueOf(tool.json()));
            }
        }
        if (open) {
            json.endArray().endObject();
        }
    }

    private void function(Tool tool) {
        json.beginObject().field("name", tool.name());
        if (tool.description() != null) {
            json.field("description", tool.description());
        }
        if (tool.kind() == Tool.Kind.CUSTOM) {
            parameters(CallArguments.SCHEMA);
            noted(tool.json() != null, "tools." + tool.name() + ".format");
        } else if (!own || !tool.notes().extras().fields().containsKey(ToolReader.PARAMETERS)) {
            parameters(tool.json());
            noted(Boolean.TRUE.equals(tool.strict()), "tools.strict");
        }
        if (own) {
            tool.notes()
                    .extras()
                    .fields()
                    .forEach((name, value) -> json.name(name).raw(value));
        }
        json.endObject();
    }

    private void parameters(@Nullable String schema) {
        if (traits.has("parametersJsonSchema")) {
            if (schema != null) {
                json.name("parametersJsonSchema").raw(schema);
            }
            return;
        }
        String clean = SchemaCleaner.parameters(schema);
        if (clean != null) {
            json.name(ToolReader.PARAMETERS).raw(clean);
        }
    }

    private void noted(boolean said, String name) {
        if (said) {
            dropped.add(name);
        }
    }

    private String config(List<Tool> tools) {
        JsonWriter config = new JsonWriter(64).beginObject();
        JsonWriter calling = new JsonWriter(64).beginObject();
        ToolChoice choice = request.toolChoice();
        if (choice != null && (own || !tools.isEmpty())) {
            choice(calling, own ? choice : among(choice, tools));
        }
        RequestWriter.extras(calling, request, "toolConfig.functionCallingConfig.");
        String text = calling.endObject().toString();
        if (!text.equals("{}")) {
            config.name("functionCallingConfig").raw(text);
        }
        RequestWriter.extras(config, request, "toolConfig.");
        return config.endObject().toString();
    }

    /** Only what is declared can be chosen. */
    private ToolChoice among(ToolChoice choice, List<Tool> tools) {
        List<String> declared = tools.stream().map(Tool::name).toList();
        List<String> names = choice.names().stream().filter(declared::contains).toList();
        if (names.size() == choice.names().size()) {
            return choice;
        }
        dropped.add("tool_choice");
        return new ToolChoice(names.isEmpty() ? Mode.AUTO : choice.mode(), names);
    }

    /** To choose freely, but only among some, is what the validating mode does. */
    private void choice(JsonWriter calling, ToolChoice choice) {
        boolean among = !choice.names().isEmpty();
        boolean validated = choice.mode() == Mode.AUTO && among;
        if (validated && !traits.has("mode=VALIDATED")) {
            dropped.add("tool_choice.names");
            validated = false;
            among = false;
        }
        if (!request.extras().fields().containsKey("toolConfig.functionCallingConfig.mode")) {
            calling.field("mode", validated ? "VALIDATED" : word(choice.mode()));
        }
        if (among) {
            calling.name("allowedFunctionNames").beginArray();
            choice.names().forEach(calling::value);
            calling.endArray();
        }
    }

    private static String word(Mode mode) {
        return switch (mode) {
            case AUTO -> "AUTO";
            case NONE -> "NONE";
            case REQUIRED -> "ANY";
        };
    }
}
