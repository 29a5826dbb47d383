package ai.gateway.dialect.responses;

import ai.gateway.exchange.Citation;
import ai.gateway.exchange.Extras;
import ai.gateway.wire.Json;
import ai.gateway.wire.JsonWriter;

import java.util.List;
import java.util.Set;

/** Where texts have something from: pages of the web, and files that only the provider knows. */
final class Annotations {

    private static final String URL = "url_citation";
    private static final Set<String> KNOWN = Set.of("type", "url", "title", "start_index", "end_index");
    private static final Set<String> KNOWN_OF_FILE = Set.of("filename", "start_index", "end_index");

    private Annotations() {}

    /** A citation of another kind keeps its type among its extras. */
    static Citation read(Json annotation) {
        boolean web = annotation.get("type").is(URL);
        Json title = annotation.get(web ? "title" : "filename");
        return new Citation(
                web ? annotation.get("url").text() : null,
                title.isString() ? title.text() : null,
                null,
                position(annotation.get("start_index")),
                position(annotation.get("end_index")),
                ItemNotes.rest(annotation, web ? KNOWN : KNOWN_OF_FILE));
    }

    private static int position(Json index) {
        return (int) Math.max(-1, Math.min(index.number(-1), Integer.MAX_VALUE));
    }

    /** @param ours whether the extras are of this dialect, and the citation so complete as it came */
    static void write(JsonWriter json, Citation citation, boolean ours) {
        if (ours) {
            own(json, citation);
        } else if (isKnown(citation)) {
            json.beginObject().field("type", URL).field("url", String.valueOf(citation.url()));
            json.field("title", citation.title() == null ? "" : citation.title());
            json.field("start_index", Math.max(citation.start(), 0)).field("end_index", Math.max(citation.end(), 0));
            json.endObject();
        }
    }

    private static void own(JsonWriter json, Citation citation) {
        Extras extras = citation.extras();
        boolean web = !extras.fields().containsKey("type");
        json.beginObject();
        if (web) {
            json.field("type", URL).field("url", citation.url() == null ? "" : citation.url());
        }
        if (citation.title() != null) {
            json.field(web ? "title" : "filename", citation.title());
        }
        if (citation.start() >= 0) {
            json.field("start_index", citation.start());
        }
        if (citation.end() >= 0) {
            json.field("end_index", citation.end());
        }
        extras.fields().forEach((name, value) -> json.name(name).raw(value));
        json.endObject();
    }

    /** Documents of the request have no address, and no citation here. */
    static boolean isKnown(Citation citation) {
        return citation.url() != null && !citation.url().isEmpty();
    }

    static void write(JsonWriter json, List<Citation> citations, boolean ours) {
        json.name("annotations").beginArray();
        citations.forEach(citation -> write(json, citation, ours));
        json.endArray();
    }
}
