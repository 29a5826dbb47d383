package ai.gateway.dialect.anthropic;

import ai.gateway.dialect.Fields;
import ai.gateway.exchange.Citation;
import ai.gateway.wire.Json;
import ai.gateway.wire.JsonWriter;
import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Set;

/**
 * Where texts have something from, both ways. A citation names a page of the web, a search result or a document, and where
 * in it the cited words stand: the latter only this API says, so it stays in the extras.
 */
final class MessageCitations {

    private static final String WEB = "web_search_result_location";
    private static final String SEARCH = "search_result_location";
    private static final String TEXT = "char_location";
    private static final Set<String> KNOWN = Set.of("url", "source", "title", "document_title", "cited_text");

    private MessageCitations() {}

    static Citation read(Json citation) {
        Json title = citation.get("title");
        Json url = citation.get("url");
        return new Citation(
                text(url.isString() ? url : citation.get("source")),
                text(title.isString() ? title : citation.get("document_title")),
                text(citation.get("cited_text")),
                -1,
                -1,
                Fields.rest(citation, KNOWN));
    }

    /** The citations of a text in a request. Those that another dialect's answers gave rise to prove nothing here. */
    static void proven(JsonWriter json, List<Citation> citations) {
        List<Citation> proven = citations.stream()
                .filter(citation -> citation.extras().fields().containsKey("type")
                        && !"\"\"".equals(citation.extras().fields().get("encrypted_index")))
                .toList();
        all(json, proven, /* ours= */ true);
    }

    static void all(JsonWriter json, List<Citation> citations, boolean ours) {
        if (!citations.isEmpty()) {
            json.name("citations").beginArray();
            citations.forEach(citation -> write(json, citation, ours));
            json.endArray();
        }
    }

    /** @param ours whether its extras are of this dialect */
    static void write(JsonWriter json, Citation citation, boolean ours) {
        String said = ours ? citation.extras().fields().get("type") : null;
        String type = said == null ? citation.url() == null ? TEXT : WEB : said.replace("\"", "");
        json.beginObject();
        if (said == null) {
            json.field("type", type);
            unsaid(json, type);
        }
        json.field("cited_text", citation.cited() == null ? "" : citation.cited());
        boolean web = type.equals(WEB);
        if (citation.url() != null) {
            json.field(type.equals(SEARCH) ? "source" : "url", citation.url());
        }
        json.name(web || type.equals(SEARCH) ? "title" : "document_title");
        if (citation.title() == null) {
            json.nullValue();
        } else {
            json.value(citation.title());
        }
        if (ours) {
            MessageExtras.write(json, citation.extras());
        }
        json.endObject();
    }

    /** Members that clients of this API count on. */
    private static void unsaid(JsonWriter json, String type) {
        if (type.equals(WEB)) {
            json.field("encrypted_index", "");
        } else {
            json.field("document_index", 0).field("start_char_index", 0).field("end_char_index", 0);
        }
    }

    private static @Nullable String text(Json value) {
        return value.isString() ? value.text() : null;
    }
}
