package ai.gateway.dialect.gemini;

import ai.gateway.dialect.ChatCall;
import ai.gateway.dialect.ChatCodec;
import ai.gateway.dialect.TokenCount;
import ai.gateway.dialect.Traits;
import ai.gateway.exchange.Call;
import ai.gateway.exchange.ChatRequest;
import ai.gateway.wire.Json;
import ai.gateway.wire.JsonWriter;

import java.util.List;
import java.util.Set;

/** {@code countTokens}: of the contents alone, or of a whole request, which Vertex takes apart. */
final class GeminiCount extends TokenCount {

    private static final String WHOLE = "generateContentRequest";
    private static final Set<String> COUNTED =
            Set.of("contents", "systemInstruction", "tools", "toolConfig", "generationConfig", "cachedContent");

    GeminiCount(ChatCodec chat) {
        super(chat, COUNTED, "totalTokens");
    }

    @Override
    public ChatRequest readRequest(Call call, Json body) {
        return super.readRequest(call, EitherCase.has(body, WHOLE) ? EitherCase.get(body, WHOLE) : body);
    }

    @Override
    public ChatCall writeRequest(ChatRequest request, String model, Traits traits) {
        boolean whole = traits.has(WHOLE);
        JsonWriter json = new JsonWriter(1024).beginObject();
        if (whole) {
            json.name(WHOLE).beginObject().field("model", GeminiPaths.resource(model));
        }
        List<String> dropped = chat(json, request, model, traits);
        if (whole) {
            json.endObject();
        }
        return new ChatCall(
                GeminiPaths.withVerb(model, "countTokens"), "", json.endObject().toBytes(), dropped);
    }
}
