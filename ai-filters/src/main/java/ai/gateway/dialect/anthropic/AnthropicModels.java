package ai.gateway.dialect.anthropic;

import ai.gateway.dialect.Counts;
import ai.gateway.dialect.ModelList;
import ai.gateway.exchange.Model;
import ai.gateway.exchange.Usage;
import ai.gateway.wire.Json;
import ai.gateway.wire.JsonWriter;
import org.jspecify.annotations.Nullable;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;

/** {@code /v1/models}, in pages of which one is made as large as the API lets. */
final class AnthropicModels extends ModelList {

    AnthropicModels() {
        super("/v1/models", "limit=1000", "data");
    }

    @Override
    protected @Nullable Model read(Json item) {
        String id = item.get("id").text();
        if (id.isEmpty()) {
            return null;
        }
        return new Model(
                id,
                item.get("display_name").text(),
                AnthropicDialect.ID,
                seconds(item.get("created_at").text()),
                Counts.of(item.get("max_input_tokens")),
                Counts.of(item.get("max_tokens")));
    }

    private static long seconds(String moment) {
        try {
            return Math.max(Instant.parse(moment).getEpochSecond(), Usage.ABSENT);
        } catch (DateTimeException unknown) {
            return Usage.ABSENT;
        }
    }

    @Override
    protected void frame(JsonWriter json, List<Model> models) {
        json.field("has_more", false);
        edge(json.name("first_id"), models, 0);
        edge(json.name("last_id"), models, models.size() - 1);
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
