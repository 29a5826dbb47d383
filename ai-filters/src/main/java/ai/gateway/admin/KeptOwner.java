package ai.gateway.admin;

import ai.gateway.access.Amounts;
import ai.gateway.wire.Json;
import ai.gateway.wire.JsonWriter;

import static java.nio.charset.StandardCharsets.UTF_8;

/** What an owner may use, in a document whose id is the owner's path. */
final class KeptOwner {

    static final String KIND = "owner";

    private KeptOwner() {}

    static Amounts read(String body) {
        return KeyFormJson.amounts(Members.ours(Json.ours(body.getBytes(UTF_8))), Amounts.NONE);
    }

    static String body(Amounts amounts) {
        JsonWriter json = new JsonWriter().beginObject();
        KeyFormJson.write(json, amounts);
        return json.endObject().toString();
    }
}
