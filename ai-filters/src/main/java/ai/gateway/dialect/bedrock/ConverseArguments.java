package ai.gateway.dialect.bedrock;

import ai.gateway.wire.Json;
import ai.gateway.wire.JsonException;
import ai.gateway.wire.JsonWriter;

import static java.nio.charset.StandardCharsets.UTF_8;

/** The arguments of calls, which are objects here and texts in the exchange. */
final class ConverseArguments {

    /** Where the text of a tool goes that takes plain text. */
    static final String INPUT = "input";

    private static final String VALUE = "value";

    private ConverseArguments() {}

    /** As an object, also where a model got it wrong. */
    static String object(String arguments) {
        if (arguments.isBlank()) {
            return "{}";
        }
        try {
            Json json = Json.parse(arguments.getBytes(UTF_8));
            return json.isObject()
                    ? arguments
                    : wrapped(VALUE).raw(arguments).endObject().toString();
        } catch (JsonException notJson) {
            return text(arguments);
        }
    }

    /** The plain text of a tool that takes nothing else. */
    static String text(String input) {
        return wrapped(INPUT).value(input).endObject().toString();
    }

    private static JsonWriter wrapped(String name) {
        return new JsonWriter().beginObject().name(name);
    }
}
