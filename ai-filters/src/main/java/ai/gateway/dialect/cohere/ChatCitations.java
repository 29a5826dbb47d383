package ai.gateway.dialect.cohere;

import ai.gateway.dialect.Fields;
import ai.gateway.exchange.Citation;
import ai.gateway.wire.Json;
import ai.gateway.wire.JsonWriter;
import org.jspecify.annotations.Nullable;

import java.util.Set;

/** Citations, both ways. They name the words of the answer, and their sources: documents, or what tools have said. */
final class ChatCitations {

    private static final Set<String> KNOWN = Set.of("start", "end");
    private static final String INDEX = "content_index";

    private ChatCitations() {}

    /** Whether it is of a text. The others, of thoughts and plans, nobody else has. */
    static boolean isOfText(Json citation) {
        String type = citation.get("type").text();
        return type.isEmpty() || type.equals("TEXT_CONTENT");
    }

    /** The content that it is of; null where it does not say. */
    static @Nullable Integer index(Json citation) {
        long index = citation.get(INDEX).number(-1);
        return index < 0 || index > Short.MAX_VALUE ? null : Integer.valueOf((int) index);
    }

    static Citation read(Json citation) {
        Json source = citation.get("sources").at(0);
        Json document = source.get("document");
        Json data = document.isObject() ? document : source.get("tool_output");
        String title = text(data.get("title"));
        return new Citation(
                text(data.get("url")),
                title == null ? text(source.get("id")) : title,
                text(data.get("snippet")),
                position(citation.get("start")),
                position(citation.get("end")),
                Fields.rest(citation, KNOWN));
    }

    /** @param of the text that it stands in, as far as it has come, and which content of the answer that is */
    static void write(JsonWriter json, Citation citation, Cited of, boolean ours) {
        json.beginObject();
        if (citation.start() >= 0) {
            json.field("start", citation.start());
        }
        if (citation.end() >= 0) {
            json.field("end", citation.end());
        }
        if (ours) {
            citation.extras().fields().forEach((name, value) -> json.name(name).raw(value));
        } else {
            json.field("text", of.words(citation)).name("sources").beginArray();
            source(json, citation);
            json.endArray().field("type", "TEXT_CONTENT").field(INDEX, of.index());
        }
        json.endObject();
    }

    private static void source(JsonWriter json, Citation citation) {
        String url = citation.url();
        String title = citation.title();
        String id = url != null && !url.isEmpty() ? url : title;
        json.beginObject().field("type", "document").field("id", id == null ? "" : id);
        json.name("document").beginObject();
        field(json, "url", url);
        field(json, "title", title);
        field(json, "snippet", citation.cited());
        json.endObject().endObject();
    }

    private static void field(JsonWriter json, String name, @Nullable String value) {
        if (value != null && !value.isEmpty()) {
            json.field(name, value);
        }
    }

    private static @Nullable String text(Json value) {
        return value.isString() ? value.text() : null;
    }

    private static int position(Json number) {
        return (int) Math.max(-1, Math.min(number.number(-1), Integer.MAX_VALUE));
    }

    /** A text that is cited in. */
    record Cited(CharSequence text, int index) {

        String words(Citation citation) {
            boolean within =
                    citation.start() >= 0 && citation.start() <= citation.end() && citation.end() <= text.length();
            return within ? text.subSequence(citation.start(), citation.end()).toString() : "";
        }
    }
}
