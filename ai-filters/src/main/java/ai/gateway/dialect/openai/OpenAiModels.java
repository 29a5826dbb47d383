package ai.gateway.dialect.openai;

import ai.gateway.dialect.Counts;
import ai.gateway.dialect.ModelList;
import ai.gateway.exchange.Model;
import ai.gateway.exchange.Usage;
import ai.gateway.wire.Json;
import ai.gateway.wire.JsonWriter;
import org.jspecify.annotations.Nullable;

import java.util.List;

/** {@code /models}; Together gives a bare array, and many tell more than OpenAI. */
final class OpenAiModels extends ModelList {

    OpenAiModels() {
        super("/models", "", "data");
    }

    @Override
    protected @Nullable Model read(Json item) {
        String id = item.get("id").text();
        if (id.isEmpty()) {
            return null;
        }
        return new Model(
                id,
                item.get("name").text(item.get("display_name").text()),
                item.get("owned_by").text(),
                Counts.of(item.get("created")),
                Counts.first(
                        Counts.of(item.get("context_window")),
                        Counts.of(item.get("context_length")),
                        Counts.of(item.get("max_model_len")),
                        Counts.of(item.get("max_context_length"))),
                Counts.first(Counts.of(item.get("max_completion_tokens")), Counts.of(item.get("max_output_length"))));
    }

    @Override
    protected void frame(JsonWriter json, List<Model> models) {
        json.field("object", "list");
    }

    /** OpenAI's members, and the two by which many of its followers tell a model's limits. */
    @Override
    public byte[] write(Model model) {
        JsonWriter json = new JsonWriter().beginObject().field("id", model.id()).field("object", "model");
        json.field("created", Math.max(model.created(), 0)).field("owned_by", model.owner());
        if (model.maxInput() != Usage.ABSENT) {
            json.field("context_window", model.maxInput());
        }
        if (model.maxOutput() != Usage.ABSENT) {
            json.field("max_completion_tokens", model.maxOutput());
        }
        return json.endObject().toBytes();
    }
}
