package ai.gateway.app.standin;

import ai.gateway.app.standin.Values.Obj;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import static ai.gateway.app.standin.Values.obj;

/** Makes the simplest value that fits a JSON schema: every property, one item where an array needs one, a name for a text. */
final class SchemaSample {
    private static final int DEPTH = 12;
    private static final int MOST_VALUES = 10_000;

    private final JsonNode root;
    private int values;

    private SchemaSample(JsonNode root) {
        this.root = root;
    }

    static @Nullable Object of(JsonNode schema) {
        return new SchemaSample(schema).value(schema, "value", DEPTH);
    }

    private @Nullable Object value(JsonNode schema, String name, int depth) {
        if (++values > MOST_VALUES) {
            return null;
        }
        JsonNode fixed = fixed(schema);
        if (fixed != null) {
            return fixed;
        }
        JsonNode other = elsewhere(schema);
        if (other != null) {
            return depth == 0 ? null : value(other, name, depth - 1);
        }
        return switch (type(schema)) {
            case "object" -> object(schema, depth);
            case "array" -> array(schema, name, depth);
            case "integer" -> (long) number(schema);
            case "number" -> number(schema);
            case "boolean" -> true;
            case "null" -> null;
            default -> string(schema, name);
        };
    }

    private static @Nullable JsonNode fixed(JsonNode schema) {
        JsonNode constant = schema.get("const");
        if (constant != null) {
            return constant;
        }
        JsonNode first = schema.path("enum").get(0);
        return first != null ? first : schema.path("examples").get(0);
    }

    /** Where a schema only points to another one. */
    private @Nullable JsonNode elsewhere(JsonNode schema) {
        String ref = Values.string(schema.path("$ref"));
        if (ref.equals("#") || ref.startsWith("#/")) {
            return root.at(ref.substring(1));
        }
        for (String choice : List.of("anyOf", "oneOf", "allOf")) {
            for (JsonNode one : schema.path(choice)) {
                if (!type(one).equals("null")) {
                    return one;
                }
            }
        }
        return null;
    }

    private static String type(JsonNode schema) {
        JsonNode type = schema.path("type");
        if (type.isArray()) {
            for (JsonNode one : type) {
                if (!Values.string(one).equals("null")) {
                    return Values.string(one);
                }
            }
        }
        if (type.isMissingNode()) {
            return schema.has("items") ? "array" : schema.isEmpty() || schema.has("properties") ? "object" : "string";
        }
        return Values.string(type).toLowerCase(Locale.ROOT);
    }

    private Obj object(JsonNode schema, int depth) {
        Obj object = obj();
        if (depth > 0) {
            for (Map.Entry<String, JsonNode> property :
                    schema.path("properties").properties()) {
                object.put(property.getKey(), value(property.getValue(), property.getKey(), depth - 1));
            }
        }
        return object;
    }

    private List<@Nullable Object> array(JsonNode schema, String name, int depth) {
        List<@Nullable Object> items = new ArrayList<>();
        int wanted = Math.min(100, Math.max(1, schema.path("minItems").asInt(1)));
        while (depth > 0 && items.size() < wanted && values < MOST_VALUES) {
            items.add(value(schema.path("items"), name, depth - 1));
        }
        return items;
    }

    private static double number(JsonNode schema) {
        if (schema.path("exclusiveMinimum").isNumber()) {
            return Math.floor(schema.path("exclusiveMinimum").asDouble()) + 1;
        }
        if (schema.path("minimum").isNumber()) {
            return Math.ceil(schema.path("minimum").asDouble());
        }
        return schema.path("maximum").isNumber()
                ? Math.min(1, Math.floor(schema.path("maximum").asDouble()))
                : 1;
    }

    private static String string(JsonNode schema, String name) {
        String text = switch (Values.string(schema.path("format"))) {
            case "date-time" -> "2026-01-01T00:00:00Z";
            case "date" -> "2026-01-01";
            case "time" -> "00:00:00Z";
            case "uuid" -> "00000000-0000-4000-8000-000000000000";
            case "email" -> "someone@example.com";
            case "uri", "url" -> "https://example.com/";
            default -> name;
        };
        int least = Math.min(10_000, schema.path("minLength").asInt(0));
        String longEnough = text.length() < least ? text + "x".repeat(least - text.length()) : text;
        int most = schema.path("maxLength").asInt(longEnough.length());
        return longEnough.length() > most ? longEnough.substring(0, Math.max(0, most)) : longEnough;
    }
}
