package ai.gateway.testing.spec;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** One JSON schema, and the schemas that it refers to. */
public final class Spec {

    private static final String DEFINED = "#/$defs/";

    private final Schema schema;
    private final Map<String, Schema> byType = new HashMap<>();

    /**
     * @param name for messages
     * @param root of the schemas in {@code definitions}
     */
    Spec(String name, String root, ObjectNode definitions) {
        this.schema = schema(name, DEFINED + root, definitions);
        for (JsonNode choice : definitions.path(root).path("anyOf")) {
            String ref = choice.path("$ref").asString("");
            JsonNode type = definitions
                    .path(ref.replace(DEFINED, ""))
                    .path("properties")
                    .path("type");
            JsonNode only =
                    type.has("const") ? type.path("const") : type.path("enum").path(0);
            if (only.isString()) {
                byType.put(only.asString(), schema(name + "-" + only.asString(), ref, definitions));
            }
        }
    }

    private static Schema schema(String name, String ref, ObjectNode definitions) {
        ObjectNode whole = JsonNodeFactory.instance.objectNode().put("$ref", ref);
        whole.set("$defs", definitions);
        return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(SchemaLocation.of("urn:spec:" + name), whole);
    }

    /** What is wrong with it; empty when nothing is. Of many events, the one of its type is looked at alone. */
    public List<String> faults(JsonNode json) {
        Schema meant = byType.getOrDefault(json.path("type").asString(""), schema);
        return Choices.meant(meant.validate(json));
    }
}
