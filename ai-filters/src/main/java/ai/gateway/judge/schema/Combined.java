package ai.gateway.judge.schema;

import ai.gateway.wire.Json;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/** Schemas that are put together: all of them are asked of the very same value. */
final class Combined {

    private Combined() {}

    static void read(Terms terms, Reader reader, Node into) {
        all(terms, "allOf", reader, into).forEach(into::add);
        List<Node> any = all(terms, "anyOf", reader, into);
        if (!any.isEmpty()) {
            into.add((value, walk) -> fitting(any, value, walk, 1) > 0 ? null : walk.misfit("anyOf"));
        }
        List<Node> one = all(terms, "oneOf", reader, into);
        if (!one.isEmpty()) {
            into.add((value, walk) -> fitting(one, value, walk, 2) == 1 ? null : walk.misfit("oneOf"));
        }
        Node not = one(terms, "not", reader, into);
        if (not != null) {
            into.add((value, walk) -> not.against(value, walk) != null ? null : walk.misfit("not"));
        }
        Node condition = one(terms, "if", reader, into);
        Node then = one(terms, "then", reader, into);
        Node otherwise = one(terms, "else", reader, into);
        if (condition != null) {
            into.add((value, walk) -> {
                Node asked = condition.against(value, walk) == null ? then : otherwise;
                return asked == null ? null : asked.against(value, walk);
            });
        }
    }

    private static @Nullable Node one(Terms terms, String keyword, Reader reader, Node into) {
        if (!terms.has(keyword)) {
            return null;
        }
        Node node = reader.read(terms.get(keyword));
        into.asks(node);
        return node;
    }

    private static List<Node> all(Terms terms, String keyword, Reader reader, Node into) {
        List<Node> nodes = new ArrayList<>();
        for (Json item : terms.items(keyword)) {
            Node node = reader.read(item);
            into.asks(node);
            nodes.add(node);
        }
        return nodes;
    }

    /** How many it fits, counted up to there. */
    private static int fitting(List<Node> nodes, Json value, Walk walk, int most) {
        int count = 0;
        for (Node node : nodes) {
            count += node.against(value, walk) == null ? 1 : 0;
            if (count == most) {
                return count;
            }
        }
        return count;
    }
}
