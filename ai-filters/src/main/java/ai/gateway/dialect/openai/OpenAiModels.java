package ai.gateway.dialect.openai;

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

/** {@code /models}; Together gives a bare array, and many tell more than OpenAI. */
final class OpenAiModels implements ModelLists {

    private static final String PATH = "/models";

    @Override
    public String path() {
        return PATH;
    }

    @Override
    public List<Model> read(Json answer) {
        List<Model> models = new ArrayList<>();
        for (Json item : (answer.isArray() ? answer : answer.get("data")).items()) {
            String id = item.get("id").text();
            if (!id.isEmpty()) {
                models.add(new Model(
                        id,
                        item.get("name").text(item.get("display_name").text()),
                        item.get("owned_by").text(),
                        Counts.of(item.get("created")),
                        Counts.first(
                                Counts.of(item.get("context_window")),
                                Counts.of(item.get("context_length")),
                                Counts.of(item.get("max_model_len")),
                                Counts.of(item.get("max_context_length"))),
                        Counts.first(
                                Counts.of(item.get("max_completion_tokens")),
                                Counts.of(item.get("max_output_length")))));
            }
        }
        return models;
    }

    @Override
    public @Nullable String asked(Call call) {
        return ModelLists.behind(PATH, call);
    }

    @Override
    public byte[] write(List<Model> models) {
        JsonWriter json = new JsonWriter(4096).beginObject().field("object", "list");
        json.name("data").beginArray();
        models.forEach(model -> json.raw(write(model)));
        return json.endArray().endObject().toBytes();
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
