package ai.gateway.dialect.responses;

import ai.gateway.dialect.ChatCall;
import ai.gateway.dialect.TokenCount;
import ai.gateway.dialect.Traits;
import ai.gateway.exchange.ChatRequest;
import ai.gateway.wire.JsonWriter;

import java.util.List;
import java.util.Set;

/** {@code input_tokens}. */
final class ResponsesCount extends TokenCount {

    private static final Set<String> COUNTED = Set.of(
            "model",
            "input",
            "instructions",
            "tools",
            "tool_choice",
            "parallel_tool_calls",
            "text",
            "reasoning",
            "truncation",
            "personality");

    ResponsesCount() {
        super(new ResponsesChat(), COUNTED, "input_tokens");
    }

    @Override
    public ChatCall writeRequest(ChatRequest request, String model, Traits traits) {
        JsonWriter json = new JsonWriter(1024).beginObject();
        List<String> dropped = chat(json, request, model, traits);
        return new ChatCall(
                ResponsesChat.PATH + "/input_tokens", "", json.endObject().toBytes(), dropped);
    }

    @Override
    protected void frame(JsonWriter json) {
        json.field("object", "response.input_tokens");
    }
}
