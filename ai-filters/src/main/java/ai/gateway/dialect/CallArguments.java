package ai.gateway.dialect;

import ai.gateway.wire.Json;
import ai.gateway.wire.JsonException;
import ai.gateway.wire.JsonWriter;

import static java.nio.charset.StandardCharsets.UTF_8;

/** Arguments of tool calls, which the exchange has as a text, for dialects in which they are an object. */
public final class CallArguments {

    private CallArguments() {}

    /**
     * The text where it is an object already. The plain input of a custom tool becomes that of a function which takes just
     * one text, {@code input}; anything else, such as arguments that were cut, is kept as {@code value}.
     */
    public static String object(String text, boolean custom) {
        if (custom) {
            return "{\"input\":" + JsonWriter.quote(text) + "}";
        }
        if (text.isBlank()) {
            return "{}";
        }
        return isObject(text) ? text : "{\"value\":" + JsonWriter.quote(text) + "}";
    }

    /** Whether the text is a JSON object, all of it. */
    public static boolean isObject(String text) {
        try {
            return Json.parse(text.getBytes(UTF_8)).isObject();
        } catch (JsonException notJson) {
            return false;
        }
    }
}
