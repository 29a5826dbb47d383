package ai.gateway.app.standin;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

import java.util.List;

/**
 * What a request asks, whatever its dialect: the last user text, the tool results behind it (if the last turn is one), the tools, the
 * one that must be called (its name, or the empty text for any), the schema that the answer should fit, and how much of it is wanted.
 */
record Prompt(
        String model,
        String text,
        @Nullable String toolResult,
        List<Tool> tools,
        @Nullable String forcedTool,
        @Nullable JsonNode schema,
        boolean jsonWanted,
        int maxTokens,
        int tokens) {

    record Tool(String name, JsonNode schema) {}

    /** The same of nothing but a text. */
    static Prompt of(String model, String text, long maxTokens, int tokens) {
        return new Prompt(model, text, null, List.of(), null, null, false, PromptReader.limit(maxTokens), tokens);
    }
}
