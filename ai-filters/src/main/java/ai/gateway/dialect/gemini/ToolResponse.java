package ai.gateway.dialect.gemini;

import ai.gateway.exchange.Content;
import ai.gateway.wire.Json;
import ai.gateway.wire.JsonException;
import ai.gateway.wire.JsonWriter;

import java.util.List;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * What a tool has answered, which is an object here and a text elsewhere. A text that is an object goes as that object, any
 * other as its {@code output}; of a failure either is the {@code error}.
 */
final class ToolResponse {

    private static final String OUTPUT = "output";
    private static final String ERROR = "error";

    private ToolResponse() {}

    /** Adds the text of an answer, and says whether it tells of a failure. */
    static boolean read(Json response, List<Content> into) {
        Json error = response.size() == 1 ? response.get(ERROR) : Json.MISSING;
        Json only = error.exists() ? error : response.size() == 1 ? response.get(OUTPUT) : Json.MISSING;
        boolean plain = only.isString() && !isObject(only.text());
        if (plain || error.isObject()) {
            into.add(Content.Text.of(plain ? only.text() : error.toString()));
            return error.exists();
        }
        into.add(Content.Text.of(response.exists() ? response.toString() : "{}"));
        return false;
    }

    static void write(JsonWriter json, String text, boolean failed) {
        boolean object = isObject(text);
        if (object && !failed) {
            json.raw(text);
            return;
        }
        json.beginObject().name(failed ? ERROR : OUTPUT);
        if (object) {
            json.raw(text);
        } else {
            json.value(text);
        }
        json.endObject();
    }

    /** The arguments of a call, which are an object here. */
    static String arguments(Content.ToolCall call) {
        String arguments = call.arguments();
        if (!call.custom() && (arguments.isBlank() || isObject(arguments))) {
            return arguments.isBlank() ? "{}" : arguments;
        }
        boolean value = !call.custom() && isJson(arguments);
        JsonWriter json = new JsonWriter().beginObject().name(value ? "value" : "input");
        if (value) {
            json.raw(arguments);
        } else {
            json.value(arguments);
        }
        return json.endObject().toString();
    }

    /** Whether its arguments end before they are whole. */
    static boolean isCut(Content.ToolCall call) {
        return !call.custom() && call.arguments().stripLeading().startsWith("{") && !isJson(call.arguments());
    }

    private static boolean isObject(String text) {
        return text.stripLeading().startsWith("{") && isJson(text);
    }

    private static boolean isJson(String text) {
        try {
            return Json.parse(text.getBytes(UTF_8)).exists();
        } catch (JsonException notJson) {
            return false;
        }
    }
}
