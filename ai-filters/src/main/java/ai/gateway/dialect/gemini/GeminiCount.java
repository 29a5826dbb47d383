package ai.gateway.dialect.gemini;

import ai.gateway.dialect.ChatCall;
import ai.gateway.dialect.ChatCodec;
import ai.gateway.dialect.TokenCount;
import ai.gateway.dialect.Traits;
import ai.gateway.exchange.Call;
import ai.gateway.exchange.ChatRequest;
import ai.gateway.wire.Json;
import ai.gateway.wire.JsonWriter;

import java.util.Set;

import static java.nio.charset.StandardCharsets.UTF_8;

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
        ChatCall asked = asked(request, model, traits);
        String path = GeminiPaths.withVerb(model, "countTokens");
        if (!traits.has(WHOLE)) {
            return new ChatCall(path, "", asked.body(), asked.dropped());
        }
        String members = new String(asked.body(), UTF_8);
        String name = JsonWriter.quote(model.contains("/") ? model : "models/" + model);
        JsonWriter json =
                new JsonWriter(asked.body().length + 128).beginObject().name(WHOLE);
        json.raw("{\"model\":" + name + (members.equals("{}") ? "" : ",") + members.substring(1));
        return new ChatCall(path, "", json.endObject().toBytes(), asked.dropped());
    }
}
