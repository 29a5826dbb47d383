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
        ChatCall asked = asked(request, model, traits);
        JsonWriter json = new JsonWriter(asked.body().length + 64)
                .beginObject()
                .name("input")
                .beginObject();
        byte[] body =
                json.name("converse").raw(asked.body()).endObject().endObject().toBytes();
        return new ChatCall(BedrockPaths.countTokens(model), "", body, asked.dropped());
    }
}
