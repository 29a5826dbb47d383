package ai.gateway.judge.schema;

import ai.gateway.wire.Json;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Makes nodes of a document's schemas, of each one once: so they may refer to each other as they like. */
final class Reader {

    private static final Set<String> KNOWN = Set.of(
            ("$schema $id $ref $anchor $defs definitions type enum const minimum maximum exclusiveMinimum exclusiveMaximum "
                            + "multipleOf minLength maxLength pattern minItems maxItems prefixItems items contains minContains "
                            + "maxContains uniqueItems minProperties maxProperties required properties patternProperties "
                            + "additionalProperties propertyNames dependentRequired dependentSchemas allOf anyOf oneOf not if "
                            + "then else")
                    .split(" ", -1));

    /** They ask nothing of a value. */
    private static final Set<String> NOTES = Set.of(
            "$comment title description default examples example deprecated readOnly writeOnly format contentEncoding contentMediaType contentSchema"
                    .split(" ", -1));

    /** The drafts whose keywords mean the same, as far as they are known here. */
    private static final Set<String> DRAFTS = Set.of(
            "https://json-schema.org/draft/2020-12/schema",
            "https://json-schema.org/draft/2019-09/schema",
            "http://json-schema.org/draft-07/schema");

    private final Json root;
    private final References references;
    private final Map<Integer, Node> nodes = new HashMap<>();

    Reader(Json root) {
        this.root = root;
        this.references = new References(root);
    }

    Node read() {
        Node node = read(root);
        Set<Node> done = new HashSet<>();
        nodes.values().forEach(each -> requireEnd(each, new HashSet<>(), done));
        return node;
    }

    Node read(Json schema) {
        Node known = nodes.get(schema.start());
        if (known != null) {
            return known;
        }
        return switch (schema.kind()) {
            case TRUE -> Node.everything();
            case FALSE -> Node.nothing();
            case OBJECT -> object(schema);
            case ARRAY, STRING, NUMBER, NULL, MISSING ->
                throw Terms.refused(schema, "expected: a schema, so an object, true or false");
        };
    }

    private Node object(Json schema) {
        Node node = new Node();
        nodes.put(schema.start(), node);
        schema.members((name, value) -> requireKnown(schema, name, value));
        Terms terms = new Terms(schema);
        Values.read(terms, node);
        ObjectRule.read(terms, this, node);
        ArrayRule.read(terms, this, node);
        Combined.read(terms, this, node);
        terms.members("$defs").values().forEach(this::read);
        terms.members("definitions").values().forEach(this::read);
        if (terms.has("$ref")) {
            Node other = read(references.named(terms.get("$ref")));
            node.add(other);
            node.asks(other);
        }
        return node;
    }

    private void requireKnown(Json schema, String name, Json value) {
        if (name.equals("$schema") && !DRAFTS.contains(References.bare(value))) {
            throw Terms.refused(value, "expected: draft 2020-12");
        }
        boolean inner = schema.start() != root.start();
        if (inner && (name.equals("$id") || name.equals("$schema"))) {
            throw Terms.refused(value, "is not known within another schema");
        }
        if (!KNOWN.contains(name) && !NOTES.contains(name) && !name.startsWith("x-")) {
            throw Terms.refused(value, "is not known (expected: draft 2020-12 without $dynamicRef and unevaluated…)");
        }
    }

    /** A schema that asks itself of the very same value would never be done. */
    private static void requireEnd(Node node, Set<Node> open, Set<Node> done) {
        if (done.contains(node)) {
            return;
        }
        if (!open.add(node)) {
            throw new IllegalArgumentException("schema: one refers to itself, and so asks the same for ever");
        }
        node.asked().forEach(other -> requireEnd(other, open, done));
        open.remove(node);
        done.add(node);
    }
}
