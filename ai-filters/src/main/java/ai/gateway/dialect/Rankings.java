package ai.gateway.dialect;

import ai.gateway.exchange.Ranking;
import ai.gateway.exchange.RerankRequest;
import ai.gateway.exchange.RerankRequest.Document;
import ai.gateway.exchange.Usage;
import ai.gateway.wire.Json;
import ai.gateway.wire.JsonWriter;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Documents and their order, as all dialects that rerank write them after Cohere's example. */
public final class Rankings {

    private Rankings() {}

    /**
     * A question as all of them write it.
     *
     * @param top the name of how many to return
     * @param known the members of the body that have a place in it
     */
    public static RerankRequest read(String dialect, @Nullable String model, Json body, String top, Set<String> known) {
        return new RerankRequest(
                dialect,
                model,
                Fields.requiredString(body, "query"),
                documents(body, Fields.strings(body, "rank_fields")),
                Fields.count(body, top),
                Fields.count(body, "max_tokens_per_doc"),
                Fields.flag(body, "return_documents", false),
                Fields.rest(body, known));
    }

    /**
     * What a client wants ordered: strings, or objects of which the text counts.
     *
     * @param fields of an object that count, where the client has said so; empty for its text
     */
    private static List<Document> documents(Json body, List<String> fields) {
        List<Document> documents = new ArrayList<>();
        for (Json document : Fields.requiredArray(body, "documents").items()) {
            if (document.isString()) {
                documents.add(new Document(document.text(), document.toString()));
            } else if (document.isObject()) {
                documents.add(new Document(text(document, fields), document.toString()));
            } else {
                throw Fields.wrong(document, "a string or an object with a text");
            }
        }
        return documents;
    }

    private static String text(Json document, List<String> fields) {
        if (fields.isEmpty()) {
            return Fields.requiredString(document, "text");
        }
        StringBuilder text = new StringBuilder();
        for (String field : fields) {
            Json value = document.get(field);
            if (value.exists()) {
                text.append(text.length() == 0 ? "" : "\n").append(field).append(": ");
                text.append(value.isString() ? value.text() : value.toString());
            }
        }
        return text.toString();
    }

    /**
     * What is to be ordered, into the object that is open.
     *
     * @param top the provider's name of how many to return
     */
    public static void write(JsonWriter json, RerankRequest request, String top) {
        json.field("query", request.query()).name("documents").beginArray();
        request.documents().forEach(document -> json.value(document.text()));
        json.endArray();
        if (request.top() != Usage.ABSENT) {
            json.field(top, request.top());
        }
    }

    public static List<Ranking.Place> places(Json results) {
        List<Ranking.Place> places = new ArrayList<>(results.size());
        for (Json result : results.items()) {
            Json score = result.get("relevance_score");
            score = score.exists() ? score : result.get("score");
            places.add(
                    new Ranking.Place((int) result.get("index").number(-1), score.isNumber() ? score.toString() : "0"));
        }
        return places;
    }

    /** The places under that name, with their documents where the client wants them. */
    public static void results(JsonWriter json, String name, Ranking answer, RerankRequest asked) {
        json.name(name).beginArray();
        for (Ranking.Place place : answer.places()) {
            json.beginObject()
                    .field("index", place.document())
                    .name("relevance_score")
                    .raw(place.score());
            if (asked.returned()) {
                document(json, asked.documents().get(place.document()));
            }
            json.endObject();
        }
        json.endArray();
    }

    private static void document(JsonWriter json, Document document) {
        json.name("document");
        if (document.json().startsWith("{")) {
            json.raw(document.json());
        } else {
            json.beginObject().field("text", document.text()).endObject();
        }
    }
}
