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
}
