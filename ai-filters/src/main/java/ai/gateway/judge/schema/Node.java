package ai.gateway.judge.schema;

import ai.gateway.wire.Json;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/** A schema as its rules. Is filled after others may have come to refer to it, and not changed from then on. */
final class Node implements Rule {

    private final List<Rule> rules = new ArrayList<>();
    private final List<Node> same = new ArrayList<>();

    static Node everything() {
        return new Node();
    }

    static Node nothing() {
        Node node = new Node();
        node.add((value, walk) -> walk.misfit("false"));
        return node;
    }

    void add(Rule rule) {
        rules.add(rule);
    }

    /** One that is asked of the very same value. */
    void asks(Node other) {
        same.add(other);
    }

    List<Node> asked() {
        return same;
    }

    @Override
    public @Nullable Misfit against(Json value, Walk walk) {
        walk.step(1);
        for (Rule rule : rules) {
            Misfit misfit = rule.against(value, walk);
            if (misfit != null) {
                return misfit;
            }
        }
        return null;
    }
}
