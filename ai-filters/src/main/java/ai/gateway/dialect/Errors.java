package ai.gateway.dialect;

import ai.gateway.exchange.Failure;
import ai.gateway.wire.Json;
import ai.gateway.wire.JsonWriter;
import org.jspecify.annotations.Nullable;

/** Error bodies of the shapes that more than one API uses. */
public final class Errors {

    private Errors() {}

    /** What went wrong by the {@code error} member of an answer: an object with a message, or a string; null without. */
    public static @Nullable String in(Json answer) {
        Json error = answer.get("error");
        if (error.isString()) {
            return orUnnamed(error);
        }
        if (!error.isObject() || error.size() == 0) {
            return null;
        }
        Json message = error.get("message");
        return orUnnamed(message.isString() ? message : error.get("code"));
    }

    /** What kind of failure the answer says it is; empty where it does not say. */
    public static String type(Json answer) {
        Json error = answer.get("error");
        Json type = error.isObject() ? error.get("type") : answer.get("type");
        return type.text(error.get("status").text());
    }

    /** The code that the answer gives its failure; empty where it gives none. Numbers repeat the status, and are none. */
    public static String code(Json answer) {
        Json error = answer.get("error");
        return (error.isObject() ? error.get("code") : answer.get("code")).text();
    }

    /** A message, also when it is empty. */
    public static String orUnnamed(Json message) {
        String text = message.text();
        return text.isEmpty() ? "unnamed error" : text;
    }

    /** The error of OpenAI's APIs, as a whole body. */
    public static byte[] openAiBody(Failure failure) {
        JsonWriter json = new JsonWriter().beginObject().name("error");
        return openAi(json, failure).endObject().toBytes();
    }

    /** The error of OpenAI's APIs, as a value. */
    public static JsonWriter openAi(JsonWriter json, Failure failure) {
        json.beginObject().field("message", failure.message()).field("type", openAiType(failure));
        json.name("param");
        if (failure.param() == null) {
            json.nullValue();
        } else {
            json.value(failure.param());
        }
        return json.field("code", failure.wireCode()).endObject();
    }

    /** OpenAI calls nearly everything below 500 an invalid request, a bad key too. */
    private static String openAiType(Failure failure) {
        int status = failure.status();
        return switch (status) {
            case 402 -> "insufficient_quota";
            case 429 -> "rate_limit_error";
            default -> status < 500 ? "invalid_request_error" : "server_error";
        };
    }
}
