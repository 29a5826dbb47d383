package ai.gateway.dialect.gemini;

import ai.gateway.dialect.Counts;
import ai.gateway.dialect.ModelList;
import ai.gateway.exchange.Model;
import ai.gateway.exchange.Usage;
import ai.gateway.wire.Json;
import ai.gateway.wire.JsonWriter;
import org.jspecify.annotations.Nullable;

/** {@code /v1beta/models}, where a model's name has its collection before it. */
final class GeminiModels extends ModelList {

    private static final String PREFIX = "models/";

    GeminiModels() {
        super("/v1beta/models", "pageSize=1000", "models");
    }

    @Override
    protected @Nullable Model read(Json item) {
        String name = item.get("name").text();
        if (name.isEmpty()) {
            return null;
        }
        return new Model(
                name.startsWith(PREFIX) ? name.substring(PREFIX.length()) : name,
                item.get("displayName").text(),
                "google",
                Usage.ABSENT,
                Counts.of(item.get("inputTokenLimit")),
                Counts.of(item.get("outputTokenLimit")));
    }

    @Override
    public byte[] write(Model model) {
        JsonWriter json = new JsonWriter().beginObject().field("name", PREFIX + model.id());
        json.field("displayName", model.name().isEmpty() ? model.id() : model.name());
        if (model.maxInput() != Usage.ABSENT) {
            json.field("inputTokenLimit", model.maxInput());
        }
        if (model.maxOutput() != Usage.ABSENT) {
            json.field("outputTokenLimit", model.maxOutput());
        }
        json.name("supportedGenerationMethods").beginArray();
        json.value("generateContent").value("countTokens");
        return json.endArray().endObject().toBytes();
    }
}
