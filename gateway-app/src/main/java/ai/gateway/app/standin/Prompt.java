package ai.gateway.app.standin;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

import java.util.List;

/**
 * What a request asks, read out of any dialect: the last user text, the tool results behind it (if the last turn is one), the tools,
 * the schema that the answer should fit, and how much of it is wanted.
 */
record Prompt(
        JsonNode body,
        String model,
        boolean stream,
        String text,
        @Nullable String toolResult,
        List<Tool> tools,
        @Nullable JsonNode schema,
        boolean jsonWanted,
        int maxTokens,
        int tokens) {

    record Tool(String name, JsonNode schema) {}

    /** OpenAI's wish for a last chunk with the usage in it. */
    boolean usageInStream() {
        return body.path("stream_options").path("include_usage").asBoolean(false);
    }

    /** The tool that the request insists on: its name, the empty text for any, null when the answer is free. */
    @Nullable
    String forcedTool() {
        JsonNode google = body.path("toolConfig").path("functionCallingConfig");
        if (google.isObject()) {
            JsonNode only = google.path("allowedFunctionNames").path(0);
            return Json.string(google.path("mode")).equals("ANY") ? Json.string(only) : null;
        }
        JsonNode bedrock = body.path("toolConfig").path("toolChoice");
        JsonNode choice = bedrock.isObject() ? bedrock : body.path("tool_choice");
        JsonNode named = Json.first(choice, "function", "tool");
        String name = Json.string((named == null ? choice : named).path("name"));
        String word = choice.isString() ? choice.stringValue() : Json.string(choice.path("type"));
        boolean any = choice.has("any") || word.equals("any") || word.equalsIgnoreCase("required");
        return any || !name.isEmpty() ? name : null;
    }
}
