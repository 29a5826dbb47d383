package ai.gateway.app.translate;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Bodies in which one place holds what does not belong there: each kind of place once, with each odd value. */
final class OddBodies {

    /** A body, and where it is odd. */
    record Odd(String path, String place, byte[] body) {

        @Override
        public String toString() {
            return path + " " + place;
        }
    }

    private static final JsonMapper MAPPER = new JsonMapper();
    private static final List<String> VALUES = List.of("null", "true", "-1", "0", "1e9", "\"\"", "\"x\"", "[]", "{}");

    /** Below these anything may be, and nobody looks at it. */
    private static final Set<String> FREE = Set.of("properties", "$defs", "args", "metadata", "labels", "arguments");

    private final Set<String> seen = new HashSet<>();
    private final List<Odd> all = new ArrayList<>();

    List<Odd> all() {
        return all;
    }

    /** Adds what this body has that no other had before. */
    void add(String path, JsonNode body) {
        walk(path, "", "", body, body);
    }

    /**
     * @param shape of the place, in which any index stands for all, and each kind of part or item for itself
     * @param place JSON pointer
     */
    private void walk(String path, String shape, String place, JsonNode at, JsonNode root) {
        if (at instanceof ObjectNode object) {
            String kind = object.path("type").asString("");
            for (String name : List.copyOf(object.propertyNames())) {
                JsonNode was = object.get(name);
                String below = shape + "/" + kind + "." + name;
                if (seen.add(below)) {
                    for (String value : VALUES) {
                        object.set(name, MAPPER.readTree(value));
                        all.add(new Odd(path, place + "/" + name, MAPPER.writeValueAsBytes(root)));
                    }
                    object.set(name, was);
                }
                if (!FREE.contains(name)) {
                    walk(path, below, place + "/" + name, was, root);
                }
            }
        } else if (at instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                JsonNode was = array.get(i);
                if (seen.add(shape + "/#")) {
                    for (String value : VALUES) {
                        array.set(i, MAPPER.readTree(value));
                        all.add(new Odd(path, place + "/" + i, MAPPER.writeValueAsBytes(root)));
                    }
                    array.set(i, was);
                }
                walk(path, shape + "/#", place + "/" + i, was, root);
            }
        }
    }
}
