package ai.gateway.app.standin;

import ai.gateway.app.standin.Prompt.Tool;
import ai.gateway.exchange.ChatRequest;
import ai.gateway.exchange.Content;
import ai.gateway.exchange.Message;
import ai.gateway.exchange.Message.Role;
import ai.gateway.exchange.OutputFormat;
import ai.gateway.exchange.ToolChoice;
import ai.gateway.wire.Json;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Picks out of a chat what the script goes by, and counts what there is to read. */
final class PromptReader {
    private static final Set<String> COUNTED = Set.of(
            "messages",
            "contents",
            "generateContentRequest",
            "input",
            "inputText",
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
            Set.of("type", "role", "id", "model", "data", "bytes", "url", "image_url", "signature", "thoughtSignature");

    private PromptReader() {}

    static Prompt read(ChatRequest chat, Json body) {
        OutputFormat format = chat.format();
        JsonNode schema = format == null || format.schema() == null ? null : Values.parseOrNull(format.schema());
        return new Prompt(
                chat.model() == null ? "stand-in" : chat.model(),
                lastUserText(chat.messages()),
                toolResults(chat.messages()),
                tools(chat),
                forcedTool(chat.toolChoice()),
                schema,
                format != null && format.kind() != OutputFormat.Kind.TEXT,
                limit(chat.sampling().maxOutput()),
                tokens(body));
    }

    static int limit(long maxTokens) {
        return maxTokens > 0 && maxTokens < Integer.MAX_VALUE ? (int) maxTokens : Integer.MAX_VALUE;
    }

    static String lastUserText(List<Message> messages) {
        for (int i = messages.size() - 1; i >= 0; i--) {
            Message message = messages.get(i);
            boolean users = message.role() == Role.USER && toolResult(message) == null;
            String text = users ? textOf(message.content()) : "";
            if (!text.isEmpty()) {
                return text;
            }
        }
        return "";
    }

    /** The results in the last turns, in their order; null when the last turn is none. */
    private static @Nullable String toolResults(List<Message> messages) {
        String all = null;
        for (int i = messages.size() - 1; i >= 0; i--) {
            String result = toolResult(messages.get(i));
            if (result == null) {
                return all;
            }
            all = all == null ? result : result + "; " + all;
        }
        return all;
    }

    private static @Nullable String toolResult(Message message) {
        List<String> results = new ArrayList<>();
        for (Content part : message.content()) {
            if (part instanceof Content.ToolResult result) {
                results.add(textOf(result.content()));
            }
        }
        return results.isEmpty() ? null : String.join("; ", results);
    }

    /** The language in it; what only one dialect knows is shown as it came. */
    private static String textOf(List<Content> parts) {
        StringBuilder text = new StringBuilder();
        for (Content part : parts) {
            text.append(part instanceof Content.Foreign foreign ? foreign.json() : part.flow());
        }
        return text.toString();
    }

    private static List<Tool> tools(ChatRequest chat) {
        List<Tool> tools = new ArrayList<>();
        for (ai.gateway.exchange.Tool tool : chat.tools()) {
            if (tool.kind() == ai.gateway.exchange.Tool.Kind.FUNCTION) {
                JsonNode schema = tool.json() == null ? null : Values.parseOrNull(tool.json());
                tools.add(new Tool(tool.name(), schema == null ? JsonNodeFactory.instance.objectNode() : schema));
            }
        }
        return tools;
    }

    private static @Nullable String forcedTool(@Nullable ToolChoice choice) {
        if (choice == null || choice.mode() != ToolChoice.Mode.REQUIRED) {
            return null;
        }
        return choice.names().isEmpty() ? "" : choice.names().get(0);
    }

    /** All that a request gives to read. */
    static int tokens(Json body) {
        int[] chars = {0};
        body.members((name, value) -> chars[0] += COUNTED.contains(name) ? charsIn(value) : 0);
        return Math.max(1, Tokens.of(chars[0]));
    }

    private static int charsIn(Json value) {
        if (value.isString()) {
            return value.text().length();
        }
        int[] chars = {0};
        value.items().forEach(item -> chars[0] += charsIn(item));
        value.members((name, inner) -> chars[0] += UNCOUNTED.contains(name) ? 0 : charsIn(inner));
        return chars[0];
    }
}
