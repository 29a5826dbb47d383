package ai.gateway.dialect.bedrock;

import ai.gateway.dialect.ChatCall;
import ai.gateway.dialect.ChatCodec;
import ai.gateway.dialect.Fields;
import ai.gateway.dialect.TokenCount;
import ai.gateway.dialect.Traits;
import ai.gateway.exchange.Call;
import ai.gateway.exchange.ChatRequest;
import ai.gateway.wire.Json;
import ai.gateway.wire.JsonWriter;

import java.util.List;
import java.util.Set;

/** CountTokens: of what Converse would be asked. */
final class BedrockCount extends TokenCount {

    private static final Set<String> COUNTED =
            Set.of("messages", "system", "toolConfig", "additionalModelRequestFields");

    BedrockCount(ChatCodec chat) {
        super(chat, COUNTED, "inputTokens");
    }

    /** What it would ask by InvokeModel is one model's, and means nothing to another. */
    @Override
    public ChatRequest readRequest(Call call, Json body) {
        return super.readRequest(call, Fields.requiredObject(Fields.requiredObject(body, "input"), "converse"));
    }

    @Override
    public ChatCall writeRequest(ChatRequest request, String model, Traits traits) {
        JsonWriter json = new JsonWriter(1024).beginObject().name("input").beginObject();
        List<String> dropped = chat(json.name("converse").beginObject(), request, model, traits);
        byte[] body = json.endObject().endObject().endObject().toBytes();
        return new ChatCall(BedrockPaths.countTokens(model), "", body, dropped);
    }
}
