package ai.gateway.app.standin;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.util.LinkedHashMap;

/** The little of JSON that the stand-in needs: objects in the order in which they are written down, and a lenient look at what came in. */
final class Values {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private Values() {}

    /** An object in the order in which it is written down. */
    static final class Obj extends LinkedHashMap<String, @Nullable Object> {
        Obj with(String name, @Nullable Object value) {
            put(name, value);
            return this;
        }
    }

    /** An object of names and values that alternate; a null value is written as null. */
    static Obj obj(@Nullable Object... namesAndValues) {
        Obj object = new Obj();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            object.put(String.valueOf(namesAndValues[i]), namesAndValues[i + 1]);
        }
        return object;
    }

    static byte[] bytes(Object value) {
        return MAPPER.writeValueAsBytes(value);
    }

    static String text(Object value) {
        return MAPPER.writeValueAsString(value);
    }

    /** A request body, which is an object in every api. */
    static JsonNode parse(byte[] body) {
        try {
            JsonNode object = MAPPER.readTree(body);
            if (object.isObject()) {
                return object;
            }
            throw new Refusal(400, "The body is no JSON object.");
        } catch (JacksonException e) {
            throw new Refusal(400, "The body is not JSON: " + e.getOriginalMessage());
        }
    }

    static @Nullable JsonNode parseOrNull(String text) {
        try {
            return MAPPER.readTree(text);
        } catch (JacksonException e) {
            return null;
        }
    }

    /** The text of a string node, else the empty text. */
    static String string(JsonNode node) {
        return node.isString() ? node.stringValue() : "";
    }
}
