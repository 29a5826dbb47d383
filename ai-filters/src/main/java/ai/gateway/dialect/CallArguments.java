package ai.gateway.dialect;

import ai.gateway.wire.Json;
import ai.gateway.wire.JsonException;
import ai.gateway.wire.JsonWriter;

import static java.nio.charset.StandardCharsets.UTF_8;

/** Arguments of tool calls, which the exchange has as a text, for dialects in which they are an object. */
public final class CallArguments {

    /** Of a function that takes just a text, in place of a custom tool. */
    public static final String SCHEMA =
            "{\"type\":\"object\",\"properties\":{\"input\":{\"type\":\"string\"}},\"required\":[\"input\"]}";

    private CallArguments() {}

    /**
     * The text where it is an object already; any other JSON is kept as {@code value}. What is no JSON, such as arguments
     * that were cut and the plain text that a custom tool takes, becomes {@code input}.
     */
    public static String object(String text, boolean custom) {
        if (custom) {
            return input(text);
        }
        if (text.isBlank()) {
            return "{}";
        }
        try {
            Json json = Json.parse(text.getBytes(UTF_8));
            return json.isObject() ? text : "{\"value\":" + text + "}";
        } catch (JsonException notJson) {
            return input(text);
        }
    }

    /** Arguments of a function that takes just a text, in place of a custom tool. */
    public static String input(String text) {
        return "{\"input\":" + JsonWriter.quote(text) + "}";
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
