package ai.gateway.judge.schema;

import ai.gateway.wire.Json;
import ai.gateway.wire.JsonWriter;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What is asked of objects. */
final class ObjectRule implements Rule {

    /** What is asked of members whose names have it. */
    private record Named(Patterns pattern, Node node) {}

    private final long least;
    private final long most;
    private final Set<String> required;
    private final Map<String, Node> known = new LinkedHashMap<>();
    private final List<Named> patterns = new ArrayList<>();
    private final @Nullable Node others;
    private final @Nullable Node names;
    private final Map<String, Set<String>> together = new LinkedHashMap<>();
    private final Map<String, Node> dependent = new LinkedHashMap<>();

    private ObjectRule(Terms terms, Reader reader) {
        this.least = terms.count("minProperties", 0);
        this.most = terms.count("maxProperties", Long.MAX_VALUE);
        this.required = terms.names("required");
        terms.members("properties").forEach((name, schema) -> known.put(name, reader.read(schema)));
        terms.members("patternProperties")
                .forEach((name, schema) -> patterns.add(new Named(Terms.pattern(schema, name), reader.read(schema))));
        this.others = terms.has("additionalProperties") ? reader.read(terms.get("additionalProperties")) : null;
        this.names = terms.has("propertyNames") ? reader.read(terms.get("propertyNames")) : null;
        terms.members("dependentRequired").forEach((name, all) -> together.put(name, Terms.names(all)));
        terms.members("dependentSchemas").forEach((name, schema) -> dependent.put(name, reader.read(schema)));
    }

    static void read(Terms terms, Reader reader, Node into) {
        ObjectRule rule = new ObjectRule(terms, reader);
        rule.dependent.values().forEach(into::asks);
        into.add((value, walk) -> value.isObject() ? rule.against(value, walk) : null);
    }

    @Override
    public @Nullable Misfit against(Json object, Walk walk) {
        Map<String, Json> members = new LinkedHashMap<>();
        object.members(members::put);
        walk.step(members.size() + required.size());
        if (members.size() < least || members.size() > most) {
            return walk.misfit(members.size() < least ? "minProperties" : "maxProperties");
        }
        if (!members.keySet().containsAll(required)) {
            return walk.misfit("required");
        }
        for (var member : members.entrySet()) {
            Misfit misfit = member(member.getKey(), member.getValue(), walk);
            if (misfit != null) {
                return misfit;
            }
        }
        return together(object, members, walk);
    }

    private @Nullable Misfit member(String name, Json value, Walk walk) {
        Node node = known.get(name);
        if (names != null && names.against(quoted(name), walk) != null) {
            return walk.misfit("propertyNames");
        }
        Misfit misfit = node == null ? null : walk.into(name, value, node);
        boolean other = node == null;
        for (Named each : patterns) {
            walk.read(name);
            if (misfit == null && each.pattern.in(name)) {
                other = false;
                misfit = walk.into(node == null ? "*" : name, value, each.node);
            }
        }
        return other && misfit == null && others != null ? other(value, others, walk) : misfit;
    }

    /** That nothing else may be is said of the object: the name is the answer's. */
    private static @Nullable Misfit other(Json value, Node others, Walk walk) {
        Misfit misfit = walk.into("*", value, others);
        return misfit != null && misfit.keyword().equals("false") ? walk.misfit("additionalProperties") : misfit;
    }

    private static Json quoted(String name) {
        return Json.ours(JsonWriter.quoteBytes(name));
    }

    private @Nullable Misfit together(Json object, Map<String, Json> members, Walk walk) {
        for (var each : together.entrySet()) {
            if (members.containsKey(each.getKey()) && !members.keySet().containsAll(each.getValue())) {
                return walk.misfit("dependentRequired");
            }
        }
        for (var each : dependent.entrySet()) {
            Misfit misfit = members.containsKey(each.getKey()) ? each.getValue().against(object, walk) : null;
            if (misfit != null) {
                return misfit;
            }
        }
        return null;
    }
}
