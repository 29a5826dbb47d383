package ai.gateway.dialect.anthropic;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

import java.util.ArrayList;
import java.util.List;

import static java.nio.charset.StandardCharsets.UTF_8;

/** A document with each of its values in turn replaced by values of every other type. */
final class Mutants {

    private static final JsonMapper MAPPER = new JsonMapper();
    private static final String[] VALUES = {
        "null", "true", "-1", "0", "1e9", "\"\"", "\"x\"", "[]", "{}", "[null]", "[{}]", "[[]]"
    };

    private Mutants() {}

    /** Is shown a mutant. */
    @FunctionalInterface
    interface Sink {

        void mutant(String pointer, String value, byte[] document);
    }

    static void of(JsonNode whole, Sink sink) {
        List<String> pointers = new ArrayList<>();
        pointers(whole, "", pointers);
        for (String pointer : pointers) {
            for (String value : VALUES) {
                sink.mutant(
                        pointer, value, with(whole, pointer, value).toString().getBytes(UTF_8));
            }
        }
    }

    private static void pointers(JsonNode node, String at, List<String> into) {
        if (!at.isEmpty()) {
            into.add(at);
        }
        if (node instanceof ObjectNode) {
            node.propertyNames().forEach(name -> pointers(node.get(name), at + "/" + name, into));
        }
        for (int i = 0; node instanceof ArrayNode && i < node.size(); i++) {
            pointers(node.get(i), at + "/" + i, into);
        }
    }

    private static JsonNode with(JsonNode whole, String pointer, String value) {
        JsonNode copy = whole.deepCopy();
        int last = pointer.lastIndexOf('/');
        JsonNode parent = last == 0 ? copy : copy.at(pointer.substring(0, last));
        String name = pointer.substring(last + 1);
        if (parent instanceof ObjectNode object) {
            object.set(name, MAPPER.readTree(value));
        } else {
            ((ArrayNode) parent).set(Integer.parseInt(name), MAPPER.readTree(value));
        }
        return copy;
    }
}
