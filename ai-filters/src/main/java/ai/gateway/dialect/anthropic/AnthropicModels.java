package ai.gateway.dialect.anthropic;

import ai.gateway.dialect.Counts;
import ai.gateway.dialect.ModelLists;
import ai.gateway.exchange.Call;
import ai.gateway.exchange.Model;
import ai.gateway.exchange.Usage;
import ai.gateway.wire.Json;
import ai.gateway.wire.JsonWriter;
import org.jspecify.annotations.Nullable;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** {@code /v1/models}, in pages of which one is made as large as the API lets. */
final class AnthropicModels implements ModelLists {

    private static final String COLLECTION = "/v1/models";

    @Override
    public String path() {
        return COLLECTION + "?limit=1000";
    }

    @Override
    public List<Model> read(Json answer) {
        List<Model> models = new ArrayList<>();
        for (Json item : answer.get("data").items()) {
            String id = item.get("id").text();
            if (!id.isEmpty()) {
                models.add(new Model(
                        id,
                        item.get("display_name").text(),
                        AnthropicDialect.ID,
                        seconds(item.get("created_at").text()),
                        Counts.of(item.get("max_input_tokens")),
                        Counts.of(item.get("max_tokens"))));
            }
        }
        return models;
    }

    private static long seconds(String moment) {
        try {
            return Math.max(Instant.parse(moment).getEpochSecond(), Usage.ABSENT);
        } catch (DateTimeException unknown) {
            return Usage.ABSENT;
        }
    }

    @Override
    public @Nullable String asked(Call call) {
        return ModelLists.behind(COLLECTION, call);
    }

    @Override
    public byte[] write(List<Model> models) {
        JsonWriter json = new JsonWriter(4096).beginObject().name("data").beginArray();
        models.forEach(model -> json.raw(write(model)));
        json.endArray().field("has_more", false);
        edge(json.name("first_id"), models, 0);
        edge(json.name("last_id"), models, models.size() - 1);
        return json.endObject().toBytes();
    }

    private static void edge(JsonWriter json, List<Model> models, int at) {
        if (models.isEmpty()) {
            json.nullValue();
        } else {
            json.value(models.get(at).id());
        }
    }

    @Override
    public byte[] write(Model model) {
        JsonWriter json = new JsonWriter().beginObject().field("type", "model").field("id", model.id());
        json.field("display_name", model.name().isEmpty() ? model.id() : model.name());
        json.field(
                "created_at",
                Instant.ofEpochSecond(Math.max(model.created(), 0)).toString());
        if (model.maxInput() != Usage.ABSENT) {
            json.field("max_input_tokens", model.maxInput());
        }
        if (model.maxOutput() != Usage.ABSENT) {
            json.field("max_tokens", model.maxOutput());
        }
        return json.endObject().toBytes();
    }
}
