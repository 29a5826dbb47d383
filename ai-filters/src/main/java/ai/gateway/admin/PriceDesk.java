package ai.gateway.admin;

import ai.gateway.exchange.Usage;
import ai.gateway.models.ModelFacts;
import ai.gateway.models.ModelTable;
import ai.gateway.models.Rates;
import ai.gateway.wire.JsonWriter;
import reactor.core.publisher.Mono;

import java.math.BigDecimal;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/** Answers by which prices calls are reckoned now. */
record PriceDesk(Supplier<ModelTable> models) {

    /** Prices are by the token, in millionths of a millionth of a dollar. */
    private static final int DECIMALS_OF_A_MILLION = 6;

    List<Endpoint> endpoints() {
        return List.of(new Endpoint("GET", "/prices", this::show));
    }

    private Mono<Reply> show(Call call) {
        String model = call.query(Set.of("model")).one("model");
        ModelTable table = models.get();
        JsonWriter json = new JsonWriter().beginObject().field("version", table.version());
        if (!model.isEmpty()) {
            int slash = model.indexOf('/');
            if (slash < 1) {
                throw Query.wrong("model", model, "provider/model");
            }
            json.field("model", model);
            facts(json, table.find(model.substring(0, slash), model.substring(slash + 1)));
        }
        return Mono.just(Reply.ok(json.endObject()));
    }

    private static void facts(JsonWriter json, ModelFacts facts) {
        number(json, "max_input", facts.maxInput());
        number(json, "max_output", facts.maxOutput());
        Rates rates = facts.prices().standard();
        json.name("usd_per_million").beginObject();
        dollars(json, "input", rates.input());
        dollars(json, "output", rates.output());
        dollars(json, "cache_read", rates.cacheRead());
        dollars(json, "cache_write", rates.cacheWrite());
        dollars(json, "cache_write_hour", rates.cacheWriteHour());
        dollars(json, "reasoning", rates.reasoning());
        dollars(json, "audio_input", rates.audioInput());
        dollars(json, "audio_output", rates.audioOutput());
        dollars(json, "image_input", rates.imageInput());
        dollars(json, "image_output", rates.imageOutput());
        json.endObject();
    }

    private static void number(JsonWriter json, String name, long known) {
        if (known != Usage.ABSENT) {
            json.field(name, known);
        }
    }

    /** A text, since numbers of JSON are rounded. */
    private static void dollars(JsonWriter json, String name, long price) {
        if (price != Usage.ABSENT) {
            json.field(
                    name,
                    BigDecimal.valueOf(price, DECIMALS_OF_A_MILLION)
                            .stripTrailingZeros()
                            .toPlainString());
        }
    }
}
