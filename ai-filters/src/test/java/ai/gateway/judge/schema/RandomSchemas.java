package ai.gateway.judge.schema;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Schemas and values of few names, few words and small numbers, so that they often have to do with each other. */
final class RandomSchemas {

    private static final String[] NAMES = {"a", "b", "ab"};
    private static final String[] TYPES = {"object", "array", "string", "number", "integer", "boolean", "null"};

    private final Random random;

    RandomSchemas(Random random) {
        this.random = random;
    }

    /** With a definition that others refer to below a member, so that no circle is closed. */
    String root() {
        return "{\"$defs\": {\"d\": %s}, \"allOf\": [%s], \"properties\": {\"b\": {\"$ref\": \"#/$defs/d\"}}}"
                .formatted(schema(1), schema(3));
    }

    private String schema(int depth) {
        if (random.nextInt(8) == 0) {
            return random.nextInt(4) == 0 ? "false" : "true";
        }
        Map<String, String> members = new LinkedHashMap<>();
        int count = 1 + random.nextInt(3);
        for (int i = 0; i < count; i++) {
            keyword(members, depth);
        }
        return object(members);
    }

    private void keyword(Map<String, String> into, int depth) {
        switch (random.nextInt(depth > 0 ? 16 : 8)) {
            case 0 -> into.put("type", oneOf(() -> quoted(TYPES), () -> "[" + quoted(TYPES) + "]"));
            case 1 -> into.put(random.nextBoolean() ? "minimum" : "exclusiveMaximum", number());
            case 2 -> into.put("multipleOf", random.nextBoolean() ? "0.5" : "2");
            case 3 -> into.put(random.nextBoolean() ? "minLength" : "maxLength", count());
            case 4 -> into.put("required", "[" + quoted(NAMES) + "]");
            case 5 -> into.put(random.nextBoolean() ? "maxItems" : "minProperties", count());
            case 6 -> into.put("enum", "[" + value(1) + "," + value(0) + "]");
            case 7 -> into.put(random.nextBoolean() ? "uniqueItems" : "deprecated", "true");
            case 8 -> into.put("properties", object(Map.of(name(), schema(depth - 1))));
            case 9 -> into.put("additionalProperties", schema(depth - 1));
            case 10 -> into.put("items", schema(depth - 1));
            case 11 -> into.put("prefixItems", "[" + schema(depth - 1) + "]");
            case 12 -> into.put("contains", schema(depth - 1));
            case 13 ->
                into.put(pick("anyOf", "oneOf", "allOf"), "[" + schema(depth - 1) + "," + schema(depth - 1) + "]");
            case 14 -> into.put(pick("not", "propertyNames"), schema(depth - 1));
            case 15 ->
                into.putAll(Map.of("if", schema(depth - 1), "then", schema(depth - 1), "else", schema(depth - 1)));
            default -> throw new IllegalStateException("no such keyword");
        }
    }

    String value(int depth) {
        return switch (random.nextInt(depth > 0 ? 9 : 5)) {
            case 0, 1 -> number();
            case 2 -> quoted("", "a", "ab", "äöü");
            case 3 -> random.nextBoolean() ? "true" : "false";
            case 4 -> "null";
            case 5, 6 -> array(depth);
            default -> members(depth);
        };
    }

    private String array(int depth) {
        List<String> items = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            items.add(value(depth - 1));
        }
        return "[" + String.join(",", items) + "]";
    }

    private String members(int depth) {
        Map<String, String> members = new LinkedHashMap<>();
        for (int i = random.nextInt(3); i > 0; i--) {
            members.put(name(), value(depth - 1));
        }
        return object(members);
    }

    private static String object(Map<String, String> members) {
        return members.entrySet().stream()
                .map(member -> "\"" + member.getKey() + "\": " + member.getValue())
                .collect(Collectors.joining(", ", "{", "}"));
    }

    private String number() {
        return pick("0", "1", "-1", "1.5", "2", "2.0", "3", "0.1");
    }

    private String count() {
        return Integer.toString(random.nextInt(3));
    }

    private String name() {
        return pick(NAMES);
    }

    private String quoted(String... choices) {
        return "\"" + pick(choices) + "\"";
    }

    private String pick(String... choices) {
        return choices[random.nextInt(choices.length)];
    }

    @SafeVarargs
    private String oneOf(Supplier<String>... choices) {
        return choices[random.nextInt(choices.length)].get();
    }
}
