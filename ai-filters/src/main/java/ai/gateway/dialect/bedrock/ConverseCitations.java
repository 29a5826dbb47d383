package ai.gateway.dialect.bedrock;

import ai.gateway.exchange.Citation;
import ai.gateway.exchange.Extras;
import ai.gateway.wire.Json;
import ai.gateway.wire.JsonWriter;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Where a text has something from, both ways. Takes any JSON. */
final class ConverseCitations {

    private static final String TITLE = "title";
    private static final String SOURCE_CONTENT = "sourceContent";
    private static final String LOCATION = "location";

    private ConverseCitations() {}

    static List<Citation> readAll(Json citations) {
        List<Citation> all = new ArrayList<>();
        citations.items().forEach(citation -> all.add(read(citation)));
        return all;
    }

    /** What it says beyond an address, a title and some words is kept as it came. */
    static Citation read(Json citation) {
        Map<String, String> rest = new LinkedHashMap<>();
        citation.members((name, value) -> {
            if (!name.equals(TITLE)) {
                rest.put(name, value.toString());
            }
        });
        StringBuilder cited = new StringBuilder();
        for (Json source : citation.get(SOURCE_CONTENT).items()) {
            cited.append(source.get("text").text());
        }
        Json url = citation.get(LOCATION).get("web").get("url");
        Json title = citation.get(TITLE);
        return new Citation(
                url.isString() ? url.text() : null,
                title.isString() ? title.text() : null,
                cited.length() == 0 ? null : cited.toString(),
                -1,
                -1,
                new Extras(rest));
    }

    /** @param own whether the extras are of this dialect */
    static void write(JsonWriter json, Citation citation, boolean own) {
        json.beginObject();
        if (citation.title() != null) {
            json.field(TITLE, citation.title());
        }
        if (own) {
            citation.extras().fields().forEach((name, value) -> json.name(name).raw(value));
        }
        Map<String, String> said = own ? citation.extras().fields() : Map.of();
        if (citation.cited() != null && !citation.cited().isEmpty() && !said.containsKey(SOURCE_CONTENT)) {
            json.name(SOURCE_CONTENT).beginArray().beginObject();
            json.field("text", citation.cited()).endObject().endArray();
        }
        if (citation.url() != null && !said.containsKey(LOCATION)) {
            json.name(LOCATION).beginObject().name("web").beginObject();
            json.field("url", citation.url()).endObject().endObject();
        }
        json.endObject();
    }

    /** A text and where it has it from, as a block. */
    static void writeBlock(JsonWriter json, String text, List<Citation> citations, boolean own) {
        json.beginObject()
                .name("citationsContent")
                .beginObject()
                .name("content")
                .beginArray();
        if (!text.isEmpty()) {
            json.beginObject().field("text", text).endObject();
        }
        json.endArray().name("citations").beginArray();
        citations.forEach(citation -> write(json, citation, own));
        json.endArray().endObject().endObject();
    }

    /** The text of such a block. */
    static String text(Json block) {
        StringBuilder text = new StringBuilder();
        for (Json part : block.get("content").items()) {
            text.append(part.get("text").text());
        }
        return text.toString();
    }
}
