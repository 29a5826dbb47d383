package ai.gateway.judge.schema;

import ai.gateway.wire.Json;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What is asked of arrays. */
final class ArrayRule implements Rule {

    private final long least;
    private final long most;
    private final List<Node> first;
    private final @Nullable Node others;
    private final @Nullable Node contained;
    private final long leastContained;
    private final long mostContained;
    private final boolean unique;

    private ArrayRule(Terms terms, Reader reader) {
        this.least = terms.count("minItems", 0);
        this.most = terms.count("maxItems", Long.MAX_VALUE);
        this.first = new ArrayList<>();
        terms.items("prefixItems").forEach(item -> first.add(reader.read(item)));
        this.others = terms.has("items") ? reader.read(terms.get("items")) : null;
        this.contained = terms.has("contains") ? reader.read(terms.get("contains")) : null;
        this.leastContained = terms.count("minContains", 1);
        this.mostContained = terms.count("maxContains", Long.MAX_VALUE);
        this.unique = terms.flag("uniqueItems");
    }

    static void read(Terms terms, Reader reader, Node into) {
        ArrayRule rule = new ArrayRule(terms, reader);
        into.add((value, walk) -> value.isArray() ? rule.against(value, walk) : null);
    }

    @Override
    public @Nullable Misfit against(Json array, Walk walk) {
        int size = array.size();
        walk.step(size);
        if (size < least || size > most) {
            return walk.misfit(size < least ? "minItems" : "maxItems");
        }
        Misfit misfit = items(array, walk);
        if (misfit == null && contained != null) {
            misfit = contained(array, contained, walk);
        }
        return misfit == null && unique && isTwice(array, walk) ? walk.misfit("uniqueItems") : misfit;
    }

    private @Nullable Misfit items(Json array, Walk walk) {
        int index = 0;
        for (Json item : array.items()) {
            Node node = index < first.size() ? first.get(index) : others;
            if (node == null) {
                return null;
            }
            Misfit misfit = walk.into(Integer.toString(index++), item, node);
            if (misfit != null) {
                return misfit;
            }
        }
        return null;
    }

    private @Nullable Misfit contained(Json array, Node wanted, Walk walk) {
        long count = 0;
        for (Json item : array.items()) {
            count += walk.into("*", item, wanted) == null ? 1 : 0;
        }
        return count < leastContained
                ? walk.misfit(count == 0 ? "contains" : "minContains")
                : count > mostContained ? walk.misfit("maxContains") : null;
    }

    private static boolean isTwice(Json array, Walk walk) {
        Set<Object> seen = new HashSet<>();
        for (Json item : array.items()) {
            if (!seen.add(Plain.of(item, walk))) {
                return true;
            }
        }
        return false;
    }
}
