package ai.gateway.dialect.gemini;

import ai.gateway.wire.Json;
import ai.gateway.wire.JsonWriter;

import java.util.Locale;
import java.util.Set;

/**
 * Gemini's own schemas, a part of OpenAPI's, as JSON schema: types in lower case, {@code nullable} as a type, counts as
 * numbers. What is JSON schema already stays as it is.
 */
final class OpenApiSchema {

    private static final String[] TYPES = {
        "", "string", "number", "integer", "boolean", "array", "object", "null",
    };
    private static final Set<String> COUNTS =
            Set.of("maxItems", "minItems", "maxLength", "minLength", "maxProperties", "minProperties");
    private static final String[] SNAKE = {
        "maxItems", "minItems", "maxLength", "minLength", "maxProperties", "minProperties", "anyOf", "propertyOrdering",
    };
    private static final Set<String> RENAMED = EitherCase.both(SNAKE);

    private OpenApiSchema() {}

    static String toJsonSchema(Json schema) {
        JsonWriter json = new JsonWriter();
        write(json, schema);
        return json.toString();
    }

    private static void write(JsonWriter json, Json schema) {
        if (!schema.isObject()) {
            json.raw(schema);
            return;
        }
        boolean nullable = schema.get("nullable").flag(false);
        boolean choice = nullable && !schema.get("type").exists();
        if (choice) {
            json.beginObject().name("anyOf").beginArray();
        }
        json.beginObject();
        schema.members((name, value) -> member(json, camel(name), value, nullable));
        json.endObject();
        if (choice) {
            json.beginObject().field("type", "null").endObject();
            json.endArray().endObject();
        }
    }

    private static void member(JsonWriter json, String name, Json value, boolean nullable) {
        switch (name) {
            case "nullable" -> {
                // Said by the type.
            }
            case "type" -> type(json.name(name), value, nullable);
            case "example" -> json.name("examples").beginArray().raw(value).endArray();
            case "properties", "$defs", "defs" -> {
                json.name(name).beginObject();
                value.members((property, schema) -> write(json.name(property), schema));
                json.endObject();
            }
            case "anyOf", "oneOf", "allOf" -> {
                json.name(name).beginArray();
                value.items().forEach(schema -> write(json, schema));
                json.endArray();
            }
            case "items" -> write(json.name(name), value);
            case "enum" -> choices(json.name(name).beginArray(), value, nullable);
            default -> plain(json.name(name), name, value);
        }
    }

    private static void choices(JsonWriter json, Json values, boolean nullable) {
        values.items().forEach(json::raw);
        if (nullable) {
            json.nullValue();
        }
        json.endArray();
    }

    private static void type(JsonWriter json, Json type, boolean nullable) {
        long number = type.number(0);
        String word = type.text(number > 0 && number < TYPES.length ? TYPES[(int) number] : "");
        if (word.isEmpty()) {
            json.raw(type);
        } else if (nullable) {
            json.beginArray().value(word.toLowerCase(Locale.ROOT)).value("null").endArray();
        } else {
            json.value(word.toLowerCase(Locale.ROOT));
        }
    }

    /** Long integers are strings in the JSON of protocol buffers. */
    private static void plain(JsonWriter json, String name, Json value) {
        String digits = value.text();
        if (COUNTS.contains(name) && digits.matches("\\d{1,18}")) {
            json.value(Long.parseLong(digits));
        } else {
            json.raw(value);
        }
    }

    private static String camel(String name) {
        int at = RENAMED.contains(name) ? name.indexOf('_') : -1;
        return at < 0
                ? name
                : name.substring(0, at) + Character.toUpperCase(name.charAt(at + 1)) + name.substring(at + 2);
    }
}
