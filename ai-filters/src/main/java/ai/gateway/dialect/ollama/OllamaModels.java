package ai.gateway.dialect.ollama;

import ai.gateway.dialect.ModelList;
import ai.gateway.exchange.Model;
import ai.gateway.wire.Json;
import ai.gateway.wire.JsonWriter;
import org.jspecify.annotations.Nullable;

/** {@code /api/tags}: what has been pulled. */
final class OllamaModels extends ModelList {

    OllamaModels() {
        super("/api/tags", "", "models");
    }

    @Override
    protected @Nullable Model read(Json item) {
        String name = item.get("name").text(item.get("model").text());
        if (name.isEmpty()) {
            return null;
        }
        return Model.of(name);
    }

    @Override
    public byte[] write(Model model) {
        JsonWriter json = new JsonWriter().beginObject().field("name", model.id());
        json.field("model", model.id()).name("details").beginObject().endObject();
        return json.endObject().toBytes();
    }
}
