package ai.gateway.dialect.openai;

import ai.gateway.exchange.Seal;
import ai.gateway.wire.Json;
import ai.gateway.wire.JsonWriter;
import org.jspecify.annotations.Nullable;

/** Where Google's own chats in this format carry the signatures of Gemini: on a message, and on a call. */
final class GoogleExtra {

    private static final String DIALECT = "gemini";

    private GoogleExtra() {}

    static @Nullable Seal read(Json carrier) {
        Json signature = carrier.get("extra_content").get("google").get("thought_signature");
        return signature.isString() ? new Seal(DIALECT, signature.text()) : null;
    }

    static void write(JsonWriter json, @Nullable Seal seal) {
        if (seal != null && seal.dialect().equals(DIALECT)) {
            json.name("extra_content").beginObject().name("google").beginObject();
            json.field("thought_signature", seal.value()).endObject().endObject();
        }
    }
}
