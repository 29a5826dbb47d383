package ai.gateway.dialect.gemini;

import ai.gateway.wire.Json;
import ai.gateway.wire.JsonException;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * JSON schema as the part of OpenAPI's that Gemini takes for {@code parameters} and {@code responseSchema}: references are
 * put in place, a constant becomes an enum, null a flag, many types many schemas, and what Gemini refuses is left out. A
 * schema that contains itself ends where it would begin again; one that grows beyond all bounds ends there.
 */
final class SchemaCleaner {

    private static final int MOST = 5_000;
    private static final int DEEPEST = 32;
    private static final String[] TEXTS = {"title", "description", "pattern"};
    private static final String[] KEPT = {
        "minItems",
        "maxItems",
        "minLength",
        "maxLength",
        "minProperties",
        "maxProperties",
        "minimum",
        "maximum",
        "default",
    };
    private static final Map<String, Set<String>> FORMATS = Map.of(
            "STRING", Set.of("enum", "date-time"),
            "NUMBER", Set.of("float", "double"),
            "INTEGER", Set.of("int32", "int64"));

    private final Json root;
    private int written;

    private SchemaCleaner(Json root) {
        this.root = root;
    }

    /** The schema of a function's arguments; null where there are none, which Gemini wants unsaid. */
    static @Nullable String parameters(@Nullable String schema) {
        SchemaTree clean = schema == null ? SchemaTree.of("OBJECT") : clean(schema);
        return clean.isOf("OBJECT") && clean.properties().isEmpty() ? null : clean.toString();
    }

    static String response(String schema) {
        return clean(schema).toString();
    }

    private static SchemaTree clean(String schema) {
        try {
            Json root = Json.parse(schema.getBytes(UTF_8));
            return new SchemaCleaner(root).schema(root, List.of());
        } catch (JsonException notJson) {
            return SchemaTree.of("OBJECT");
        }
    }

    /** @param open the references that the schema stands in */
    private SchemaTree schema(Json schema, List<String> open) {
        if (!schema.isObject() || written++ >= MOST) {
            return SchemaTree.of("OBJECT");
        }
        SchemaTree clean = new SchemaTree();
        texts(schema, clean);
        Json reference = schema.get("$ref");
        if (reference.isString()) {
            clean.merge(referred(reference.text(), open));
            return clean;
        }
        types(schema, clean);
        SchemaEnums.read(schema, clean);
        numbers(schema, clean);
        members(schema, clean, open);
        for (Json part : schema.get("allOf").items()) {
            clean.merge(schema(part, open));
        }
        branches(schema.get("anyOf"), clean, open);
        branches(schema.get("oneOf"), clean, open);
        clean.complete();
        return clean;
    }

    private SchemaTree referred(String reference, List<String> open) {
        boolean ends = open.size() >= DEEPEST || open.contains(reference);
        Json target = ends ? Json.MISSING : resolve(reference);
        if (!target.isObject()) {
            return SchemaTree.of("OBJECT");
        }
        List<String> inside = new ArrayList<>(open);
        inside.add(reference);
        return schema(target, inside);
    }

    private Json resolve(String reference) {
        if (!reference.startsWith("#")) {
            return Json.MISSING;
        }
        Json at = root;
        for (String name : reference.substring(1).split("/", -1)) {
            if (!name.isEmpty()) {
                String plain = name.replace("~1", "/").replace("~0", "~");
                at = at.isArray() && plain.matches("\\d{1,6}") ? at.at(Integer.parseInt(plain)) : at.get(plain);
            }
        }
        return at;
    }

    private static void texts(Json schema, SchemaTree clean) {
        for (String name : TEXTS) {
            if (schema.get(name).isString()) {
                clean.put(name, schema.get(name));
            }
        }
    }

    private static void types(Json schema, SchemaTree clean) {
        List<String> types = new ArrayList<>();
        Json type = schema.get("type");
        if (type.isString()) {
            types.add(type.text().toUpperCase(Locale.ROOT));
        }
        for (Json one : type.items()) {
            types.add(one.text().toUpperCase(Locale.ROOT));
        }
        if (types.remove("NULL") || schema.get("nullable").flag(false)) {
            clean.makeNullable();
        }
        if (types.size() == 1) {
            clean.put("type", types.get(0));
            format(schema, types.get(0), clean);
        } else if (types.size() > 1) {
            clean.branches(types.stream().map(SchemaTree::of).toList());
        }
    }

    private static void format(Json schema, String type, SchemaTree clean) {
        Json format = schema.get("format");
        if (FORMATS.getOrDefault(type, Set.of()).contains(format.text())) {
            clean.put("format", format);
        }
    }

    private static void numbers(Json schema, SchemaTree clean) {
        for (String name : KEPT) {
            Json value = schema.get(name);
            if (name.equals("default") ? value.exists() && !value.isNull() : value.isNumber()) {
                clean.put(name, value);
            }
        }
        limit(schema, "exclusiveMinimum", "minimum", 1, clean);
        limit(schema, "exclusiveMaximum", "maximum", -1, clean);
        Json examples = schema.get("examples");
        if (schema.get("example").exists() || examples.size() > 0) {
            clean.put("example", schema.get("example").exists() ? schema.get("example") : examples.at(0));
        }
    }

    /** Of whole numbers the next one; of others the limit itself, which is nearly what was meant. */
    private static void limit(Json schema, String exclusive, String inclusive, int step, SchemaTree clean) {
        Json value = schema.get(exclusive);
        long whole = value.number(Long.MIN_VALUE);
        if (!value.isNumber() || clean.has(inclusive)) {
            return;
        }
        boolean next = clean.isOf("INTEGER") && whole > Long.MIN_VALUE && whole < Long.MAX_VALUE;
        clean.put(inclusive, next ? Long.valueOf(whole + step) : value);
    }

    private void members(Json schema, SchemaTree clean, List<String> open) {
        Map<String, Object> properties = new LinkedHashMap<>();
        schema.get("properties").members((name, property) -> properties.put(name, schema(property, open)));
        List<Object> required = new ArrayList<>();
        for (Json name : schema.get("required").items()) {
            required.add(name.text());
        }
        clean.properties(properties, required);
        if (schema.get("items").isObject()) {
            clean.put("items", schema(schema.get("items"), open));
        } else if (schema.get("prefixItems").size() > 0) {
            SchemaTree any = new SchemaTree();
            branches(schema.get("prefixItems"), any, open);
            clean.put("items", any);
        }
        if (schema.get("propertyOrdering").isArray()) {
            clean.put("propertyOrdering", schema.get("propertyOrdering"));
        }
    }

    private void branches(Json branches, SchemaTree clean, List<String> open) {
        List<SchemaTree> all = new ArrayList<>();
        for (Json branch : branches.items()) {
            boolean none = branch.get("type").is("null") || branch.get("type").is("NULL");
            if (none) {
                clean.makeNullable();
            } else {
                all.add(schema(branch, open));
            }
        }
        clean.branches(all);
    }
}
