package ai.gateway.dialect.gemini;

import ai.gateway.exchange.Citation;
import ai.gateway.exchange.Extras;
import ai.gateway.wire.Json;
import ai.gateway.wire.JsonWriter;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Where a text has something from: {@code groundingMetadata}, which names sources and the places that rest on them, and
 * {@code citationMetadata}, which names what was recited. Places are counted in bytes here, in characters elsewhere.
 */
final class Grounding {

    private Grounding() {}

    static boolean isIn(Json candidate) {
        return candidate.get("groundingMetadata").exists()
                || candidate.get("citationMetadata").exists();
    }

    /** @param text of the choice so far */
    static void read(Json candidate, String text, Consumer<Citation> sink) {
        Json grounding = candidate.get("groundingMetadata");
        Json recited = candidate.get("citationMetadata");
        if (grounding.get("groundingSupports").size() > 0) {
            supports(grounding, new BytePlaces(text), sink);
        } else {
            for (Json chunk : grounding.get("groundingChunks").items()) {
                sink.accept(citation(chunk, -1, -1));
            }
        }
        recited(recited.get("citationSources"), text, sink);
        recited(recited.get("citations"), text, sink);
    }

    private static void supports(Json grounding, BytePlaces places, Consumer<Citation> sink) {
        List<Json> chunks = new ArrayList<>();
        grounding.get("groundingChunks").items().forEach(chunks::add);
        for (Json support : grounding.get("groundingSupports").items()) {
            Json segment = support.get("segment");
            int start = places.character(segment.get("startIndex").number(0));
            int end = places.character(segment.get("endIndex").number(-1));
            for (Json index : support.get("groundingChunkIndices").items()) {
                long chunk = index.number(-1);
                if (chunk >= 0 && chunk < chunks.size()) {
                    sink.accept(citation(chunks.get((int) chunk), start, end));
                }
            }
        }
    }

    private static Citation citation(Json chunk, int start, int end) {
        Json source = chunk.get("web");
        for (String kind : new String[] {"retrievedContext", "maps", "image"}) {
            source = source.exists() ? source : chunk.get(kind);
        }
        return new Citation(
                orNull(source.get("uri")),
                orNull(source.get("title")),
                orNull(source.get("text")),
                start,
                end,
                Extras.NONE);
    }

    private static void recited(Json citations, String text, Consumer<Citation> sink) {
        BytePlaces places = new BytePlaces(citations.size() == 0 ? "" : text);
        for (Json citation : citations.items()) {
            sink.accept(new Citation(
                    orNull(citation.get("uri")),
                    orNull(citation.get("title")),
                    null,
                    places.character(citation.get("startIndex").number(0)),
                    places.character(citation.get("endIndex").number(-1)),
                    Extras.NONE));
        }
    }

    private static @Nullable String orNull(Json text) {
        return text.isString() ? text.text() : null;
    }

    /** What another dialect's provider has cited, each source once. */
    static void write(JsonWriter json, List<Citation> citations, String text) {
        BytePlaces places = new BytePlaces(text);
        Map<String, Integer> chunks = new LinkedHashMap<>();
        List<String> supports = new ArrayList<>();
        for (Citation citation : citations) {
            int next = chunks.size();
            int index = chunks.computeIfAbsent(chunk(citation), chunk -> next);
            if (citation.end() >= 0) {
                supports.add(support(citation, index, places, text));
            }
        }
        json.name("groundingMetadata").beginObject().name("groundingChunks").beginArray();
        chunks.keySet().forEach(json::raw);
        json.endArray();
        if (!supports.isEmpty()) {
            json.name("groundingSupports").beginArray();
            supports.forEach(json::raw);
            json.endArray();
        }
        json.endObject();
    }

    private static String chunk(Citation citation) {
        boolean cited = citation.cited() != null && !citation.cited().isEmpty();
        JsonWriter json = new JsonWriter()
                .beginObject()
                .name(cited ? "retrievedContext" : "web")
                .beginObject();
        if (citation.url() != null) {
            json.field("uri", citation.url());
        }
        if (citation.title() != null) {
            json.field("title", citation.title());
        }
        if (cited) {
            json.field("text", String.valueOf(citation.cited()));
        }
        return json.endObject().endObject().toString();
    }

    private static String support(Citation citation, int chunk, BytePlaces places, String text) {
        int end = Math.min(citation.end(), text.length());
        int start = Math.max(0, Math.min(citation.start(), end));
        JsonWriter json = new JsonWriter().beginObject().name("segment").beginObject();
        json.field("startIndex", places.bytes(start)).field("endIndex", places.bytes(end));
        json.field("text", text.substring(start, end)).endObject();
        json.name("groundingChunkIndices").beginArray().value(chunk).endArray();
        return json.endObject().toString();
    }
}
