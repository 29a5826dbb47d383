package ai.gateway.dialect.anthropic;

import ai.gateway.dialect.ChatCall;
import ai.gateway.dialect.TokenCount;
import ai.gateway.dialect.Traits;
import ai.gateway.exchange.ChatRequest;
import ai.gateway.wire.JsonWriter;

import java.util.List;
import java.util.Set;

/** {@code count_tokens}, which refuses whatever is about the answer. */
final class AnthropicCount extends TokenCount {

    private static final Set<String> COUNTED = Set.of(
            "model",
            "messages",
            "system",
            "tools",
            "tool_choice",
            "thinking",
            "output_config",
            "output_format",
            "cache_control",
            "context_management",
            "mcp_servers");

    AnthropicCount() {
        super(new AnthropicChat(), COUNTED, "input_tokens");
    }

    @Override
    public ChatCall writeRequest(ChatRequest request, String model, Traits traits) {
        JsonWriter json = new JsonWriter(1024).beginObject();
        List<String> dropped = chat(json, request, model, traits);
        return new ChatCall(
                AnthropicChat.PATH + "/count_tokens", "", json.endObject().toBytes(), dropped);
    }
}
