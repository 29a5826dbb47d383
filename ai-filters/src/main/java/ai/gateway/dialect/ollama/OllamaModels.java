package ai.gateway.dialect.ollama;

import ai.gateway.dialect.ModelLists;
import ai.gateway.exchange.Call;
import ai.gateway.exchange.Model;
import ai.gateway.wire.Json;
import ai.gateway.wire.JsonWriter;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/** {@code /api/tags}: what has been pulled. */
final class OllamaModels implements ModelLists {

    private static final String PATH = "/api/tags";

    @Override
    public String path() {
        return PATH;
    }

    @Override
    public List<Model> read(Json answer) {
        List<Model> models = new ArrayList<>();
        for (Json item : answer.get("models").items()) {
            String name = item.get("name").text(item.get("model").text());
            if (!name.isEmpty()) {
                models.add(Model.of(name));
            }
        }
        return models;
    }

    /** One model is asked for by a post that has the name in its body, and answered with much that only Ollama knows. */
    @Override
    public @Nullable String asked(Call call) {
        return call.apiPath().equals(PATH) ? "" : null;
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
        json.field("model", model.id()).name("details").beginObject().endObject();
        return json.endObject().toBytes();
    }
}
