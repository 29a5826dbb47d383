package ai.gateway.testing.spec;

import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * JSON schemas of the messages in proto files, by the JSON mapping of protocol buffers: names in camel case, 64-bit numbers as
 * strings too, bytes in base64, enums by name, nothing that has no field. A message that no file here holds may be anything.
 */
final class GoogleProtos {

    private static final Pattern FIELD =
            Pattern.compile("(repeated |optional )?(map<\\s*string\\s*,\\s*)?([\\w.]+)>?\\s+(\\w+)\\s*=\\s*\\d+.*");
    private static final Map<String, String> WELL_KNOWN = Map.of(
            "google.protobuf.Struct", "{\"type\":\"object\"}",
            "google.protobuf.Value", "{}",
            "google.protobuf.ListValue", "{\"type\":\"array\"}",
            "google.protobuf.Duration", "{\"type\":\"string\"}",
            "google.protobuf.Timestamp", "{\"type\":\"string\"}",
            "google.type.Interval", "{\"type\":\"object\"}");

    private final ObjectNode all = JsonNodeFactory.instance.objectNode();
    private final Deque<String> open = new ArrayDeque<>();

    private GoogleProtos() {}

    /** @param text of the files, one behind the other */
    static ObjectNode definitions(String text) {
        GoogleProtos protos = new GoogleProtos();
        for (String statement : statements(text)) {
            protos.read(statement.strip());
        }
        protos.resolve();
        return protos.all;
    }

    private static String[] statements(String text) {
        String bare = Pattern.compile("//.*").matcher(text).replaceAll("");
        bare = Pattern.compile("\\[[^\\]]*\\]", Pattern.DOTALL).matcher(bare).replaceAll("");
        return bare.replaceAll("\\s+", " ").split("(?<=[;{}])");
    }

    private void read(String statement) {
        if (statement.endsWith("{")) {
            String name = statement.substring(0, statement.length() - 1).strip();
            open.push(name);
            if (name.startsWith("message ")) {
                all.withObjectProperty(path())
                        .put("type", "object")
                        .put("additionalProperties", false)
                        .putObject("properties");
            }
        } else if (statement.endsWith("}")) {
            if (!open.isEmpty()) {
                open.pop();
            }
        } else if (!open.isEmpty() && open.peek().startsWith("enum ")) {
            all.withObjectProperty(path()).withArrayProperty("enum").add(statement.replaceAll("\\s*=.*", ""));
        } else if (!path().isEmpty() && !statement.startsWith("option ")) {
            field(statement);
        }
    }

    /** The messages around here, joined by dots; a oneof is no message. */
    private String path() {
        StringBuilder path = new StringBuilder();
        open.descendingIterator().forEachRemaining(name -> {
            if (name.startsWith("message ") || name.startsWith("enum ")) {
                path.append(path.isEmpty() ? "" : ".").append(name.substring(name.indexOf(' ') + 1));
            }
        });
        return path.toString();
    }

    private void field(String statement) {
        Matcher field = FIELD.matcher(statement);
        if (!field.matches()) {
            return;
        }
        ObjectNode one = JsonNodeFactory.instance
                .objectNode()
                .put("proto", field.group(3))
                .put("in", path());
        ObjectNode schema = JsonNodeFactory.instance.objectNode();
        if (field.group(2) != null) {
            schema.put("type", "object").set("additionalProperties", one);
        } else if ("repeated ".equals(field.group(1))) {
            schema.put("type", "array").set("items", one);
        } else {
            schema = one;
        }
        all.withObjectProperty(path()).withObjectProperty("properties").set(camel(field.group(4)), schema);
    }

    private static String camel(String name) {
        StringBuilder camel = new StringBuilder();
        for (String word : name.split("_")) {
            camel.append(camel.isEmpty() ? word : word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1));
        }
        return camel.toString();
    }

    private void resolve() {
        all.forEach(definition -> definition.path("properties").forEachEntry((name, schema) -> {
            ObjectNode one = (ObjectNode)
                    (schema.has("items")
                            ? schema.path("items")
                            : schema.has("additionalProperties") ? schema.path("additionalProperties") : schema);
            String type = one.path("proto").asString();
            String in = one.path("in").asString();
            one.removeAll();
            resolve(type, in, one);
        }));
    }

    private void resolve(String type, String in, ObjectNode one) {
        switch (type) {
            case "string" -> one.put("type", "string");
            case "bytes" -> one.put("type", "string").put("pattern", "^[A-Za-z0-9+/_-]*={0,2}$");
            case "bool" -> one.put("type", "boolean");
            case "int32" -> one.put("type", "integer");
            case "int64" -> one.putArray("type").add("integer").add("string");
            case "float", "double" -> one.put("type", "number");
            default -> message(type, in, one);
        }
    }

    /** Names are looked for from the inside out. */
    private void message(String type, String in, ObjectNode one) {
        for (String scope = in; !scope.isEmpty(); scope = scope.substring(0, Math.max(scope.lastIndexOf('.'), 0))) {
            if (all.has(scope + "." + type)) {
                one.put("$ref", "#/$defs/" + scope + "." + type);
                return;
            }
        }
        if (all.has(type)) {
            one.put("$ref", "#/$defs/" + type);
        } else if (WELL_KNOWN.containsKey(type)) {
            one.setAll((ObjectNode) Specs.MAPPER.readTree(WELL_KNOWN.get(type)));
        }
    }
}
