package ai.gateway.testing.spec;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** JSON schemas of the shapes in a service description of AWS. */
final class AwsShapes {

    private AwsShapes() {}

    static ObjectNode definitions(JsonNode description) {
        ObjectNode all = JsonNodeFactory.instance.objectNode();
        description.path("shapes").forEachEntry((name, shape) -> all.set(name, schema(shape)));
        return all;
    }

    private static ObjectNode schema(JsonNode shape) {
        ObjectNode schema = JsonNodeFactory.instance.objectNode();
        switch (shape.path("type").asString()) {
            case "structure" -> structure(shape, schema);
            case "list" -> list(shape, schema);
            case "map" -> schema.put("type", "object").set("additionalProperties", ref(shape.path("value")));
            case "string" -> string(shape, schema);
            case "integer", "long" -> number(shape, schema.put("type", "integer"));
            case "float", "double" -> number(shape, schema.put("type", "number"));
            case "boolean" -> schema.put("type", "boolean");
            case "blob" -> schema.put("type", "string").put("pattern", "^[A-Za-z0-9+/]*={0,2}$");
            case "timestamp" -> schema.put("type", "number");
            default -> throw new IllegalArgumentException(shape.toString());
        }
        return schema;
    }

    /** What travels in the path is no member of the body; a document is any JSON; a union has exactly one member. */
    private static void structure(JsonNode shape, ObjectNode schema) {
        if (shape.path("document").asBoolean(false)) {
            return;
        }
        schema.put("type", "object").put("additionalProperties", false);
        ObjectNode properties = schema.putObject("properties");
        shape.path("members").forEachEntry((name, member) -> {
            if (!member.has("location")) {
                properties.set(member.path("locationName").asString(name), ref(member));
            }
        });
        for (JsonNode name : shape.path("required")) {
            if (properties.has(name.asString())) {
                schema.withArrayProperty("required").add(name.asString());
            }
        }
        if (shape.path("union").asBoolean(false)) {
            schema.put("minProperties", 1).put("maxProperties", 1);
        }
        if (shape.path("eventstream").asBoolean(false)) {
            schema.put("minProperties", 1).put("maxProperties", 1);
        }
    }

    private static void list(JsonNode shape, ObjectNode schema) {
        schema.put("type", "array").set("items", ref(shape.path("member")));
        copy(shape, "min", schema, "minItems");
        copy(shape, "max", schema, "maxItems");
    }

    private static void string(JsonNode shape, ObjectNode schema) {
        schema.put("type", "string");
        copy(shape, "enum", schema, "enum");
        copy(shape, "min", schema, "minLength");
        copy(shape, "max", schema, "maxLength");
        if (shape.has("pattern")) {
            schema.put("pattern", "^(?:" + shape.path("pattern").asString() + ")$");
        }
    }

    private static void number(JsonNode shape, ObjectNode schema) {
        copy(shape, "min", schema, "minimum");
        copy(shape, "max", schema, "maximum");
    }

    private static void copy(JsonNode shape, String from, ObjectNode schema, String to) {
        if (shape.has(from)) {
            schema.set(to, shape.path(from));
        }
    }

    private static ObjectNode ref(JsonNode member) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("$ref", "#/$defs/" + member.path("shape").asString());
    }
}
