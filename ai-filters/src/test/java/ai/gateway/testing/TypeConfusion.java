package ai.gateway.testing;

import ai.gateway.exchange.AiException;
import ai.gateway.exchange.FailureCode;
import ai.gateway.wire.Json;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

import java.util.List;
import java.util.function.Consumer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

/** Puts what does not belong there into every place of a body, one at a time. */
public final class TypeConfusion {

    private static final JsonMapper MAPPER = new JsonMapper();
    private static final List<String> ODD = List.of(
            "null",
            "true",
            "-1",
            "0",
            "1e9",
            "0.5",
            "\"\"",
            "\"x\"",
            "[]",
            "{}",
            "[0]",
            "[1]",
            "[null]",
            "[[]]",
            "[{}]",
            "{\"x\":1}",
            "{\"type\":7}");

    private TypeConfusion() {}

    /**
     * Reads the body with each odd value in each place: the request must be found wrong, with its place, or be fine.
     *
     * @return how many bodies were read
     */
    public static int read(String body, Consumer<Json> reader) {
        JsonNode root = MAPPER.readTree(body);
        return walk(root, root, reader);
    }

    private static int walk(JsonNode root, JsonNode at, Consumer<Json> reader) {
        int read = 0;
        if (at instanceof ObjectNode object) {
            for (String name : List.copyOf(object.propertyNames())) {
                JsonNode was = object.get(name);
                for (String odd : ODD) {
                    object.set(name, MAPPER.readTree(odd));
                    read += read(root, reader);
                }
                object.set(name, was);
                read += walk(root, was, reader);
            }
        } else if (at instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                JsonNode was = array.get(i);
                for (String odd : ODD) {
                    array.set(i, MAPPER.readTree(odd));
                    read += read(root, reader);
                }
                array.set(i, was);
                read += walk(root, was, reader);
            }
        }
        return read;
    }

    private static int read(JsonNode root, Consumer<Json> reader) {
        String body = root.toString();
        try {
            reader.accept(Json.parse(MAPPER.writeValueAsBytes(root)));
        } catch (AiException wrong) {
            assertThat(wrong.failure().code()).as(body).isEqualTo(FailureCode.INVALID_REQUEST);
            assertThat(wrong.failure().param()).as(body).isNotNull();
        } catch (RuntimeException other) {
            fail(body, other);
        }
        return 1;
    }
}
