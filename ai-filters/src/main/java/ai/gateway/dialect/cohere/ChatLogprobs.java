package ai.gateway.dialect.cohere;

import ai.gateway.wire.Json;
import ai.gateway.wire.JsonException;
import ai.gateway.wire.JsonWriter;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * How likely the tokens were, both ways. Cohere tells it of a run of tokens, with their ids; in the exchange a run is as
 * likely as all of its tokens together, and keeps what is Cohere's own beside that.
 */
final class ChatLogprobs {

    private static final String IDS = "token_ids";
    private static final String EACH = "logprobs";

    private ChatLogprobs() {}

    /** Items as the tokens of OpenAI's chats. */
    static String read(Iterable<Json> items) {
        JsonWriter json = new JsonWriter().beginObject().name("content").beginArray();
        for (Json item : items) {
            read(json, item);
        }
        return json.endArray().endObject().toString();
    }

    private static void read(JsonWriter json, Json item) {
        String text = item.get("text").text();
        double sum = 0;
        for (Json each : item.get(EACH).items()) {
            sum += each.decimal(0);
        }
        json.beginObject()
                .field("token", text)
                .field("logprob", sum)
                .name("bytes")
                .beginArray();
        for (byte each : text.getBytes(UTF_8)) {
            json.value(each & 0xffL);
        }
        json.endArray().name("top_logprobs").beginArray().endArray();
        if (item.get(IDS).isArray()) {
            json.field(IDS, item.get(IDS));
        }
        if (item.get(EACH).size() > 1) {
            json.field(EACH, item.get(EACH));
        }
        json.endObject();
    }

    /** The tokens; none where the text is not in the shape of OpenAI's chats. */
    static Iterable<Json> tokens(String likelihoods) {
        try {
            return Json.parse(likelihoods.getBytes(UTF_8)).get("content").items();
        } catch (JsonException notOurs) {
            return Json.MISSING.items();
        }
    }

    static void write(JsonWriter json, Json token) {
        json.beginObject().field("text", token.get("token").text()).name(IDS);
        if (token.get(IDS).isArray()) {
            json.raw(token.get(IDS));
        } else {
            json.beginArray().endArray();
        }
        json.name(EACH);
        if (token.get(EACH).isArray()) {
            json.raw(token.get(EACH));
        } else {
            json.beginArray().value(token.get("logprob").decimal(0)).endArray();
        }
        json.endObject();
    }
}
