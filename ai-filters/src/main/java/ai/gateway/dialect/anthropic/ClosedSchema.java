package ai.gateway.dialect.anthropic;

import ai.gateway.wire.Json;
import ai.gateway.wire.JsonWriter;

import static java.nio.charset.StandardCharsets.UTF_8;

/** The API demands of a schema that each object in it says that it has no other members. */
final class ClosedSchema {

    private static final String OTHERS = "additionalProperties";

    private ClosedSchema() {}

    /** The schema, with that added where nothing else is said of other members. */
    static String of(String schema) {
        JsonWriter json = new JsonWriter(schema.length() + 64);
        copy(Json.parse(schema.getBytes(UTF_8)), json, /* isSchema= */ true);
        return json.toString();
    }

    /** Below {@code properties} and the like a name is no keyword, and what it names is a schema. */
    private static void copy(Json value, JsonWriter json, boolean isSchema) {
        if (value.isArray()) {
            json.beginArray();
            value.items().forEach(item -> copy(item, json, /* isSchema= */ true));
            json.endArray();
            return;
        }
        if (!value.isObject()) {
            json.raw(value);
            return;
        }
        json.beginObject();
        value.members((name, member) -> {
            json.name(name);
            if (isSchema && isData(name)) {
                json.raw(member);
            } else {
                copy(member, json, !isSchema || !isNames(name));
            }
        });
        if (isSchema && isObject(value.get("type")) && !value.get(OTHERS).exists()) {
            json.field(OTHERS, false);
        }
        json.endObject();
    }

    private static boolean isObject(Json type) {
        for (Json one : type.items()) {
            if (one.is("object")) {
                return true;
            }
        }
        return type.is("object");
    }

    private static boolean isNames(String keyword) {
        return keyword.equals("properties") || keyword.equals("$defs") || keyword.equals("definitions");
    }

    private static boolean isData(String keyword) {
        return keyword.equals("enum")
                || keyword.equals("const")
                || keyword.equals("default")
                || keyword.equals("examples");
    }
}
