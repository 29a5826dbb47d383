package ai.gateway.app.console;

import ai.gateway.wire.JsonWriter;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The sums of the last minutes, as the page reads them. */
record Overview(Traffic traffic, Onlooker onlooker) {

    /** Names that are shown of each kind; what is beyond them is for the usage of the ledger. */
    private static final int MOST_NAMES = 50;

    JsonWriter of(int minutes) {
        List<Traffic.Slot> slots = traffic.slots(minutes);
        Figures total = new Figures();
        slots.forEach(slot -> total.add(slot.figures()));
        JsonWriter json = new JsonWriter()
                .beginObject()
                .field("at", traffic.now())
                .field("from", traffic.from(minutes))
                .field("slot", Traffic.SLOT_MILLIS)
                .field("minutes", minutes)
                .field("under_way", onlooker.underWay());
        write(json.name("total").beginObject(), total);
        json.endObject().name("slots").beginArray();
        for (Traffic.Slot slot : slots) {
            write(json.beginObject().field("at", slot.at()), slot.figures());
            json.endObject();
        }
        json.endArray().name("by").beginObject();
        for (Traffic.By by : Traffic.By.values()) {
            write(json.name(by.name().toLowerCase(Locale.ROOT)), traffic.by(by, minutes));
        }
        return json.endObject().endObject();
    }

    private static void write(JsonWriter json, Map<String, Figures> names) {
        json.beginArray();
        names.entrySet().stream()
                .sorted(Comparator.comparing((Map.Entry<String, Figures> each) ->
                                -each.getValue().requests())
                        .thenComparing(Map.Entry::getKey))
                .limit(MOST_NAMES)
                .forEach(each -> {
                    write(json.beginObject().field("name", each.getKey()), each.getValue());
                    json.endObject();
                });
        json.endArray();
    }

    private static void write(JsonWriter json, Figures figures) {
        json.field("requests", figures.requests())
                .field("errors", figures.errors())
                .field("gone", figures.gone())
                .field("input", figures.input())
                .field("output", figures.output())
                .field("usd", figures.nanoUsd() / 1e9)
                .field("saved_usd", figures.savedNanoUsd() / 1e9)
                .field("saved_millis", figures.savedMicros() / 1e3)
                .field("looked", figures.looked())
                .field("hits", figures.hits());
        percentiles(json.name("latency"), figures.latency());
        percentiles(json.name("first"), figures.first());
        double speed = figures.tokensPerSecond();
        if (speed < 0) {
            json.name("tokens_per_second").nullValue();
        } else {
            json.field("tokens_per_second", speed);
        }
    }

    private static void percentiles(JsonWriter json, Histogram times) {
        json.beginObject();
        SeenJson.known(json, "p50", times.micros(0.5), 1e3);
        SeenJson.known(json, "p95", times.micros(0.95), 1e3);
        SeenJson.known(json, "p99", times.micros(0.99), 1e3);
        json.endObject();
    }
}
