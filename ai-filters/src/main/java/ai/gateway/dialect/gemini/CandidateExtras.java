package ai.gateway.dialect.gemini;

import ai.gateway.dialect.Fields;
import ai.gateway.exchange.Extras;
import ai.gateway.exchange.FinishReason;
import ai.gateway.wire.Json;
import ai.gateway.wire.JsonWriter;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What Google says of a candidate besides: the latest of each, but all that was recited. */
final class CandidateExtras {

    static final String FINISH = "finishReason";

    private static final Set<String> KNOWN = Set.of("index", "content", FINISH, "logprobsResult", "citationMetadata");

    private final Map<String, String> rest = new LinkedHashMap<>();
    private final List<String> recited = new ArrayList<>(0);
    private String recitedAs = "citationSources";

    void read(Json candidate) {
        Fields.rest(candidate, KNOWN).fields().forEach((name, value) -> {
            if (!value.equals("{}") || !rest.containsKey(name)) {
                rest.put(name, value);
            }
        });
        candidate.get("citationMetadata").members((name, sources) -> {
            recitedAs = name;
            sources.items().forEach(source -> recited.add(source.toString()));
        });
    }

    /** Of many words for a reason the exchange knows one: the others are kept. */
    void finish(Json reason, FinishReason read) {
        rest.remove(FINISH);
        if (!reason.is(FinishWords.word(read))) {
            rest.put(FINISH, reason.toString());
        }
    }

    Extras toExtras() {
        if (!recited.isEmpty()) {
            JsonWriter json = new JsonWriter().beginObject().name(recitedAs).beginArray();
            recited.forEach(json::raw);
            rest.put("citationMetadata", json.endArray().endObject().toString());
        }
        return new Extras(rest);
    }
}
