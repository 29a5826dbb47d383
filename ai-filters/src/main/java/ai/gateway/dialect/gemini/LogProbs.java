package ai.gateway.dialect.gemini;

import ai.gateway.wire.Json;
import ai.gateway.wire.JsonException;
import ai.gateway.wire.JsonWriter;
import org.jspecify.annotations.Nullable;

import java.util.Iterator;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * How likely the tokens were: {@code logprobsResult}, where the chosen tokens and the others that were thought of stand in
 * two lists of one length, and OpenAI's shape, where each token has its others with it.
 */
final class LogProbs {

    private LogProbs() {}

    static String read(Json result) {
        JsonWriter json = new JsonWriter().beginObject().name("content").beginArray();
        Iterator<Json> rows = result.get("topCandidates").items().iterator();
        for (Json chosen : result.get("chosenCandidates").items()) {
            json.beginObject();
            token(json, chosen);
            json.name("top_logprobs").beginArray();
            Json row = rows.hasNext() ? rows.next() : Json.MISSING;
            for (Json other : row.get("candidates").items()) {
                json.beginObject();
                token(json, other);
                json.endObject();
            }
            json.endArray().endObject();
        }
        return json.endArray().endObject().toString();
    }

    /** The number of a token is for clients of this dialect; others read past it. */
    private static void token(JsonWriter json, Json candidate) {
        String token = candidate.get("token").text();
        json.field("token", token).name("logprob");
        Json probability = candidate.get("logProbability");
        if (probability.isNumber()) {
            json.raw(probability);
        } else {
            json.value(0);
        }
        json.name("bytes").beginArray();
        for (byte b : token.getBytes(UTF_8)) {
            json.value(b & 0xff);
        }
        json.endArray();
        if (candidate.get("tokenId").isNumber()) {
            json.name("token_id").raw(candidate.get("tokenId"));
        }
    }

    /** Null where it is of no shape that we know. */
    static @Nullable String write(String likelihoods) {
        Json content = parsed(likelihoods).get("content");
        if (!content.isArray()) {
            return null;
        }
        JsonWriter chosen = new JsonWriter().beginArray();
        JsonWriter others = new JsonWriter().beginArray();
        boolean any = false;
        for (Json token : content.items()) {
            candidate(chosen, token);
            others.beginObject().name("candidates").beginArray();
            for (Json other : token.get("top_logprobs").items()) {
                any = true;
                candidate(others, other);
            }
            others.endArray().endObject();
        }
        JsonWriter json = new JsonWriter().beginObject();
        json.name("chosenCandidates").raw(chosen.endArray().toString());
        if (any) {
            json.name("topCandidates").raw(others.endArray().toString());
        }
        return json.endObject().toString();
    }

    private static void candidate(JsonWriter json, Json token) {
        json.beginObject().field("token", token.get("token").text());
        if (token.get("logprob").isNumber()) {
            json.name("logProbability").raw(token.get("logprob"));
        }
        if (token.get("token_id").isNumber()) {
            json.name("tokenId").raw(token.get("token_id"));
        }
        json.endObject();
    }

    private static Json parsed(String text) {
        try {
            return Json.parse(text.getBytes(UTF_8));
        } catch (JsonException notJson) {
            return Json.MISSING;
        }
    }
}
