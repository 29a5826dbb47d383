package ai.gateway.dialect.gemini;

import ai.gateway.dialect.Counts;
import ai.gateway.dialect.ModelLists;
import ai.gateway.exchange.Call;
import ai.gateway.exchange.Model;
import ai.gateway.exchange.Usage;
import ai.gateway.wire.Json;
import ai.gateway.wire.JsonWriter;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/** {@code /v1beta/models}, where a model's name has its collection before it. */
final class GeminiModels implements ModelLists {

    private static final String COLLECTION = "/models";
    private static final String PREFIX = "models/";

    @Override
    public String path() {
        return "/v1beta" + COLLECTION + "?pageSize=1000";
    }

    @Override
    public List<Model> read(Json answer) {
        List<Model> models = new ArrayList<>();
        for (Json item : answer.get("models").items()) {
            String name = item.get("name").text();
            if (!name.isEmpty()) {
                models.add(new Model(
                        name.startsWith(PREFIX) ? name.substring(PREFIX.length()) : name,
                        item.get("displayName").text(),
                        "google",
                        Usage.ABSENT,
                        Counts.of(item.get("inputTokenLimit")),
                        Counts.of(item.get("outputTokenLimit"))));
            }
        }
        return models;
    }

    @Override
    public @Nullable String asked(Call call) {
        return ModelLists.behind(COLLECTION, call);
    }

    @Override
    public byte[] write(List<Model> models) {
        JsonWriter json = new JsonWriter(4096).beginObject().name("models").beginArray();
        models.forEach(model -> json.raw(write(model)));
        return json.endArray().endObject().toBytes();
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
