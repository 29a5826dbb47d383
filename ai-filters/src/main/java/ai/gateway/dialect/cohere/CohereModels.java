package ai.gateway.dialect.cohere;

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

/** {@code /v1/models}. */
final class CohereModels implements ModelLists {

    private static final String COLLECTION = "/v1/models";

    @Override
    public String path() {
        return COLLECTION + "?page_size=1000";
    }

    @Override
    public List<Model> read(Json answer) {
        List<Model> models = new ArrayList<>();
        for (Json item : answer.get("models").items()) {
            String name = item.get("name").text();
            if (!name.isEmpty()) {
                long length = Counts.of(item.get("context_length"));
                models.add(new Model(name, "", CohereDialect.ID, Usage.ABSENT, length, Usage.ABSENT));
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
        JsonWriter json = new JsonWriter().beginObject().field("name", model.id());
        if (model.maxInput() != Usage.ABSENT) {
            json.field("context_length", model.maxInput());
        }
        return json.endObject().toBytes();
    }
}
