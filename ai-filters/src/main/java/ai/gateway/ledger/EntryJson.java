package ai.gateway.ledger;

import ai.gateway.quota.Charge;
import ai.gateway.wire.Json;
import ai.gateway.wire.JsonWriter;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import static java.nio.charset.StandardCharsets.UTF_8;

/** What of an entry stands in a column as JSON. Members are in the order of their names, so that equal tags are equal texts. */
final class EntryJson {

    private EntryJson() {}

    static String tags(Map<String, String> tags) {
        if (tags.isEmpty()) {
            return "{}";
        }
        JsonWriter json = new JsonWriter().beginObject();
        new TreeMap<>(tags).forEach((name, value) -> json.field(Texts.kept(name), Texts.kept(value)));
        return json.endObject().toString();
    }

    static Map<String, String> tags(String json) {
        if (json.equals("{}")) {
            return Map.of();
        }
        Map<String, String> tags = new LinkedHashMap<>();
        Json.ours(json.getBytes(UTF_8)).members((name, value) -> tags.put(name, value.text()));
        return tags;
    }

    static String charges(List<Charge> charges) {
        JsonWriter json = new JsonWriter().beginArray();
        for (Charge charge : charges) {
            json.beginArray()
                    .value(charge.counter())
                    .value(charge.slot())
                    .value(charge.until())
                    .value(charge.used())
                    .endArray();
        }
        return json.endArray().toString();
    }

    static List<Charge> charges(String json) {
        List<Charge> charges = new ArrayList<>();
        for (Json each : Json.ours(json.getBytes(UTF_8)).items()) {
            charges.add(new Charge(
                    each.at(0).text(),
                    each.at(1).number(0),
                    each.at(2).number(0),
                    each.at(3).number(0)));
        }
        return charges;
    }
}
