package ai.gateway.testing.spec;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import java.util.Set;

/** Makes plain JSON schemas of those in OpenAPI, which are written for people and generators of code as well. */
final class SchemaTidier {

    /** What says of a JSON whether it is valid; the rest is talk. A format is none: it is told, not enforced. */
    private static final Set<String> KEPT = Set.of(
            "type",
            "enum",
            "const",
            "required",
            "additionalProperties",
            "items",
            "minimum",
            "maximum",
            "minLength",
            "maxLength",
            "minItems",
            "maxItems",
            "pattern",
            "anyOf",
            "allOf",
            "not",
            "minProperties",
            "maxProperties");

    /** Whether members that no schema names are wrong: providers refuse them in requests, clients overlook them in answers. */
    enum Unknown {
        WRONG,
        OVERLOOKED
    }

    private final String prefix;
    private final JsonNode schemas;
    private final Unknown unknown;

    SchemaTidier(String prefix, JsonNode schemas, Unknown unknown) {
        this.prefix = prefix;
        this.schemas = schemas;
        this.unknown = unknown;
    }

    /** All of them, by their names. */
    ObjectNode definitions() {
        ObjectNode all = JsonNodeFactory.instance.objectNode();
        schemas.forEachEntry((name, schema) -> all.set(name, tidied(schema)));
        return all;
    }

    JsonNode tidied(JsonNode schema) {
        if (!schema.isObject()) {
            return schema;
        }
        String ref = schema.path("$ref").asString("");
        if (!ref.isEmpty()) {
            ObjectNode there =
                    JsonNodeFactory.instance.objectNode().put("$ref", "#/$defs/" + ref.substring(prefix.length()));
            return schema.path("nullable").asBoolean(false) ? orNull(there) : there;
        }
        ObjectNode plain = JsonNodeFactory.instance.objectNode();
        schema.forEachEntry((name, value) -> put(plain, name, value));
        if (plain.path("properties").isObject() && isUnclosed(plain)) {
            plain.put("additionalProperties", false);
        }
        return schema.path("nullable").asBoolean(false) ? orNull(plain) : plain;
    }

    private boolean isUnclosed(ObjectNode plain) {
        return unknown == Unknown.WRONG && !plain.has("additionalProperties");
    }

    private void put(ObjectNode plain, String name, JsonNode value) {
        if (name.equals("properties")) {
            ObjectNode properties = plain.withObjectProperty("properties");
            value.forEachEntry((property, schema) -> properties.set(property, tidied(schema)));
        } else if (name.equals("allOf") && unknown == Unknown.WRONG) {
            merge(plain, value);
        } else if (name.equals("oneOf") || name.equals("anyOf") || name.equals("allOf")) {
            // That two of oneOf fit is a fault of the description; that none does is one of the JSON.
            ArrayNode choices = plain.putArray(name.equals("allOf") ? name : "anyOf");
            value.forEach(choice -> choices.add(tidied(choice)));
        } else if (KEPT.contains(name)) {
            plain.set(name, value.isObject() ? tidied(value) : value.deepCopy());
        }
    }

    /** Parts of one object, none of which is closed by itself. */
    private void merge(ObjectNode plain, JsonNode parts) {
        for (JsonNode part : parts) {
            String ref = part.path("$ref").asString("");
            JsonNode meant = ref.isEmpty() ? part : schemas.path(ref.substring(prefix.length()));
            meant.forEachEntry((name, value) -> {
                if (name.equals("required") && plain.has("required")) {
                    value.forEach(plain.withArrayProperty("required")::add);
                } else {
                    put(plain, name, value);
                }
            });
        }
    }

    private static ObjectNode orNull(ObjectNode plain) {
        ObjectNode either = JsonNodeFactory.instance.objectNode();
        either.putArray("anyOf").add(plain).addObject().put("type", "null");
        return either;
    }
}
