package ai.gateway.dialect.gemini;

import ai.gateway.wire.Json;
import ai.gateway.wire.JsonWriter;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A schema of Gemini's while it is made. Values are texts, numbers, flags, lists, maps, pieces of JSON, and schemas. */
final class SchemaTree {

    private static final String ANY_OF = "anyOf";
    private static final String DESCRIPTION = "description";
    private static final String NULLABLE = "nullable";
    private static final String PROPERTIES = "properties";
    private static final String REQUIRED = "required";
    private static final String TYPE = "type";

    private final Map<String, Object> members = new LinkedHashMap<>();

    static SchemaTree of(String type) {
        SchemaTree tree = new SchemaTree();
        tree.put(TYPE, type);
        tree.complete();
        return tree;
    }

    void put(String name, Object value) {
        members.put(name, value);
    }

    void putIfAbsent(String name, Object value) {
        members.putIfAbsent(name, value);
    }

    boolean has(String name) {
        return members.containsKey(name);
    }

    boolean isOf(String type) {
        return type.equals(members.get(TYPE));
    }

    void makeNullable() {
        members.put(NULLABLE, true);
    }

    Map<String, Object> properties() {
        return map(members.get(PROPERTIES));
    }

    void properties(Map<String, Object> properties, List<Object> required) {
        if (!properties.isEmpty()) {
            members.put(PROPERTIES, properties);
        }
        if (!required.isEmpty()) {
            members.put(REQUIRED, required);
        }
    }

    void describe(String more) {
        Object known = members.get(DESCRIPTION);
        String text = known instanceof Json json ? json.text() : known == null ? "" : known.toString();
        members.put(DESCRIPTION, text.isEmpty() ? more : text + ". " + more);
    }

    /** Takes what the other one has besides. */
    void merge(SchemaTree other) {
        Map<String, Object> properties = new LinkedHashMap<>(other.properties());
        properties.putAll(properties());
        List<Object> required = new ArrayList<>(list(members.get(REQUIRED)));
        list(other.members.get(REQUIRED)).stream()
                .filter(name -> !required.contains(name))
                .forEach(required::add);
        other.members.forEach(members::putIfAbsent);
        properties(properties, required);
    }

    /** One of these: of a single one, this is it. Where this has members of its own, they say more than the choice. */
    void branches(List<SchemaTree> branches) {
        if (branches.size() == 1) {
            merge(branches.get(0));
        } else if (branches.size() > 1 && !has(PROPERTIES)) {
            members.put(ANY_OF, new ArrayList<Object>(branches));
        }
    }

    /** Fills in what Gemini cannot do without, and takes away what it does not take beside it. */
    void complete() {
        if (has(ANY_OF)) {
            intoBranches();
            return;
        }
        members.putIfAbsent(TYPE, guessed());
        if (isOf("ARRAY")) {
            members.putIfAbsent("items", of("STRING"));
        }
        if (has(REQUIRED)) {
            List<Object> known = list(members.get(REQUIRED)).stream()
                    .filter(properties()::containsKey)
                    .toList();
            members.put(REQUIRED, known);
            if (known.isEmpty()) {
                members.remove(REQUIRED);
            }
        }
    }

    /** A choice stands alone: what was said of all is said of each. */
    private void intoBranches() {
        for (Object branch : list(members.get(ANY_OF))) {
            if (branch instanceof SchemaTree tree) {
                for (String name : List.of(DESCRIPTION, NULLABLE)) {
                    Object value = members.get(name);
                    if (value != null) {
                        tree.putIfAbsent(name, value);
                    }
                }
            }
        }
        members.keySet().retainAll(Set.of(ANY_OF));
    }

    private String guessed() {
        if (has("items")) {
            return "ARRAY";
        }
        if (has("pattern") || has("minLength") || has("maxLength") || has("enum")) {
            return "STRING";
        }
        return has("minimum") || has("maximum") ? "NUMBER" : "OBJECT";
    }

    @Override
    public String toString() {
        JsonWriter json = new JsonWriter();
        write(json, this);
        return json.toString();
    }

    private static void write(JsonWriter json, Object value) {
        if (value instanceof SchemaTree tree) {
            write(json, tree.members);
        } else if (value instanceof Map<?, ?> map) {
            json.beginObject();
            map.forEach((name, member) -> write(json.name(String.valueOf(name)), member));
            json.endObject();
        } else if (value instanceof List<?> items) {
            json.beginArray();
            items.forEach(item -> write(json, item));
            json.endArray();
        } else if (value instanceof Json raw) {
            json.raw(raw);
        } else if (value instanceof String text) {
            json.value(text);
        } else {
            json.raw(String.valueOf(value));
        }
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> map(@Nullable Object value) {
        return value instanceof Map<?, ?> map ? (Map<String, Object>) map : Map.of();
    }

    @SuppressWarnings("unchecked")
    private static List<Object> list(@Nullable Object value) {
        return value instanceof List<?> list ? (List<Object>) list : List.of();
    }
}
