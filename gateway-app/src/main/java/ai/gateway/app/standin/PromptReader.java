package ai.gateway.app.standin;

import ai.gateway.app.standin.Prompt.Tool;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads a prompt out of a request of any dialect. One reader for all of them: the dialects differ in the names of the same few
 * things, and no name means two things.
 */
final class PromptReader {
    private static final String[] TURNS = {
        "messages", "contents", "input", "prompt", "query", "content", "requests", "texts", "inputs"
    };
    private static final Set<String> COUNTED = Set.of(
            "messages",
            "contents",
            "input",
            "prompt",
            "query",
            "content",
            "requests",
            "texts",
            "inputs",
            "documents",
            "system",
            "systemInstruction",
            "instructions",
            "tools",
            "toolConfig");
    /** Strings that are not language: they count nothing. */
    private static final Set<String> UNCOUNTED =
            Set.of("type", "role", "id", "data", "bytes", "url", "image_url", "signature", "thoughtSignature");

    private PromptReader() {}

    static Prompt read(JsonNode body, String modelInPath, boolean streamByDefault) {
        JsonNode turns = Json.first(body, TURNS);
        String model = modelInPath.isEmpty() ? Json.string(body.path("model")) : modelInPath;
        JsonNode schema = schema(body);
        return new Prompt(
                body,
                model.isEmpty() ? "stand-in" : model,
                body.path("stream").asBoolean(streamByDefault),
                turns == null ? "" : lastUserText(turns),
                turns == null || !turns.isArray() ? null : toolResults(turns),
                tools(body),
                schema,
                schema != null || jsonWanted(body),
                maxTokens(body),
                Math.max(1, Tokens.of(chars(body))));
    }

    private static String lastUserText(JsonNode turns) {
        if (!turns.isArray()) {
            return textOf(turns);
        }
        for (int i = turns.size() - 1; i >= 0; i--) {
            JsonNode turn = turns.get(i);
            String role = Json.string(turn.path("role"));
            boolean users = (role.isEmpty() || role.equals("user")) && toolResult(turn) == null;
            String text = users ? textOf(turn) : "";
            if (!text.isEmpty()) {
                return text;
            }
        }
        return "";
    }

    /** The results in the last turns, in their order; null when the last turn is none. */
    private static @Nullable String toolResults(JsonNode turns) {
        String all = null;
        for (int i = turns.size() - 1; i >= 0; i--) {
            String result = toolResult(turns.get(i));
            if (result == null) {
                return all;
            }
            all = all == null ? result : result + "; " + all;
        }
        return all;
    }

    private static @Nullable String toolResult(JsonNode turn) {
        if (Json.string(turn.path("role")).equals("tool")) {
            return textOf(turn);
        }
        if (Json.string(turn.path("type")).equals("function_call_output")) {
            return textOf(turn.path("output"));
        }
        List<String> results = new ArrayList<>();
        JsonNode parts = Json.first(turn, "content", "parts");
        if (parts != null && parts.isArray()) {
            for (JsonNode part : parts) {
                if (Json.string(part.path("type")).equals("tool_result")) {
                    results.add(textOf(part.path("content")));
                } else if (part.has("toolResult")) {
                    results.add(textOf(part.path("toolResult").path("content")));
                } else if (part.has("functionResponse")) {
                    results.add(part.path("functionResponse").path("response").toString());
                }
            }
        }
        return results.isEmpty() ? null : String.join("; ", results);
    }

    /** The language in a value, whatever it is wrapped in. */
    static String textOf(JsonNode node) {
        if (node.isString()) {
            return node.stringValue();
        }
        if (node.isArray()) {
            StringBuilder text = new StringBuilder();
            node.forEach(part -> text.append(textOf(part)));
            return text.toString();
        }
        JsonNode inner = Json.first(node, "text", "content", "parts");
        if (inner != null) {
            return textOf(inner);
        }
        JsonNode data = Json.first(node, "json", "document");
        return data == null ? "" : data.toString();
    }

    private static List<Tool> tools(JsonNode body) {
        List<Tool> tools = new ArrayList<>();
        for (JsonNode entry : body.path("tools")) {
            for (JsonNode declared : entry.path("functionDeclarations")) {
                addTool(tools, declared);
            }
            addTool(tools, entry.has("function") ? entry.path("function") : entry);
        }
        for (JsonNode entry : body.path("toolConfig").path("tools")) {
            addTool(tools, entry.path("toolSpec"));
        }
        return tools;
    }

    private static void addTool(List<Tool> tools, JsonNode tool) {
        String name = Json.string(tool.path("name"));
        if (name.isEmpty()) {
            return;
        }
        JsonNode schema = Json.first(tool, "parameters", "input_schema", "parametersJsonSchema", "inputSchema");
        if (schema == null) {
            schema = JsonNodeFactory.instance.objectNode();
        }
        tools.add(new Tool(name, schema.has("json") ? schema.path("json") : schema));
    }

    private static @Nullable JsonNode schema(JsonNode body) {
        JsonNode format = Json.first(body, "response_format", "output_format", "format");
        if (format == null) {
            format = Json.first(body.path("text"), "format");
        }
        if (format == null) {
            format = Json.first(body.path("output_config"), "format");
        }
        if (format != null && format.isObject()) {
            JsonNode named = Json.first(format, "json_schema", "schema");
            JsonNode schema = named == null ? null : Json.first(named, "schema");
            return schema != null && schema.isObject() ? schema : named != null ? named : bare(format);
        }
        JsonNode bedrock =
                body.path("outputConfig").path("textFormat").path("structure").path("jsonSchema");
        if (bedrock.has("schema")) {
            return Json.parseOrNull(Json.string(bedrock.path("schema")));
        }
        return Json.first(body.path("generationConfig"), "responseJsonSchema", "responseSchema");
    }

    /** Ollama's format is the schema itself; OpenAI's may be {@code {"type":"text"}} or {@code json_object}. */
    private static @Nullable JsonNode bare(JsonNode format) {
        return format.has("properties") || format.has("$ref") ? format : null;
    }

    private static boolean jsonWanted(JsonNode body) {
        return Json.string(body.path("format")).equals("json")
                || Json.string(body.path("response_format").path("type")).equals("json_object")
                || Json.string(body.path("text").path("format").path("type")).equals("json_object")
                || Json.string(body.path("generationConfig").path("responseMimeType"))
                        .equals("application/json");
    }

    private static int maxTokens(JsonNode body) {
        JsonNode limit = Json.first(body, "max_completion_tokens", "max_tokens", "max_output_tokens");
        if (limit == null) {
            limit = Json.first(body.path("generationConfig"), "maxOutputTokens");
        }
        if (limit == null) {
            limit = Json.first(body.path("inferenceConfig"), "maxTokens");
        }
        if (limit == null) {
            limit = Json.first(body.path("options"), "num_predict");
        }
        return limit != null && limit.isIntegralNumber() && limit.asLong() > 0
                ? (int) Math.min(limit.asLong(), Integer.MAX_VALUE)
                : Integer.MAX_VALUE;
    }

    private static int chars(JsonNode body) {
        int chars = 0;
        for (Map.Entry<String, JsonNode> field : body.properties()) {
            chars += COUNTED.contains(field.getKey()) ? charsIn(field.getValue()) : 0;
        }
        return chars;
    }

    private static int charsIn(JsonNode node) {
        if (node.isString()) {
            return node.stringValue().length();
        }
        int chars = 0;
        if (node.isArray()) {
            for (JsonNode item : node) {
                chars += charsIn(item);
            }
        } else if (node.isObject()) {
            for (Map.Entry<String, JsonNode> field : node.properties()) {
                chars += UNCOUNTED.contains(field.getKey()) ? 0 : charsIn(field.getValue());
            }
        }
        return chars;
    }
}
