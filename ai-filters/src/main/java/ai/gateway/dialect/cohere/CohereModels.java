package ai.gateway.dialect.cohere;

import ai.gateway.dialect.Counts;
import ai.gateway.dialect.ModelList;
import ai.gateway.exchange.Model;
import ai.gateway.exchange.Usage;
import ai.gateway.wire.Json;
import ai.gateway.wire.JsonWriter;
import org.jspecify.annotations.Nullable;

/** {@code /v1/models}. */
final class CohereModels extends ModelList {

    CohereModels() {
        super("/v1/models", "page_size=1000", "models");
    }

    @Override
    protected @Nullable Model read(Json item) {
        String name = item.get("name").text();
        if (name.isEmpty()) {
            return null;
        }
        long length = Counts.of(item.get("context_length"));
        return new Model(name, "", CohereDialect.ID, Usage.ABSENT, length, Usage.ABSENT);
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
