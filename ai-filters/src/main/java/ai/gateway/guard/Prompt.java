package ai.gateway.guard;

import ai.gateway.dialect.TextVisitor.Role;
import ai.gateway.guard.GuardRules.Scope;
import ai.gateway.judge.Said;
import ai.gateway.pipeline.AiExchange;
import ai.gateway.pipeline.AiRequest;
import ai.gateway.wire.Json;

import java.util.ArrayList;
import java.util.List;

/** The texts of a request. */
record Prompt(List<Text> texts) {

    static final Prompt NONE = new Prompt(List.of());

    /** One of them, and where it stands. */
    record Text(Said said, Json node) {}

    static Prompt of(AiExchange exchange) {
        AiRequest request = exchange.request();
        List<Text> texts = new ArrayList<>();
        exchange.dialect()
                .promptTexts(
                        request.call(),
                        request.json(),
                        (role, run, node) -> texts.add(new Text(new Said(role, node.text()), node)));
        return new Prompt(texts);
    }

    List<Said> said() {
        return texts.stream().map(Text::said).toList();
    }

    /** Those that are judged. */
    Prompt within(Scope scope) {
        if (!scope.isNarrow()) {
            return this;
        }
        List<Text> chosen = new ArrayList<>();
        for (int i = scope.lastTurn() ? lastTurn() : 0; i < texts.size(); i++) {
            Role role = texts.get(i).said().role();
            boolean instructs =
                    scope.lastTurn() && role == Role.SYSTEM && scope.roles().isEmpty();
            if (scope.has(role) && !instructs) {
                chosen.add(texts.get(i));
            }
        }
        return new Prompt(chosen);
    }

    /** Where it begins: behind the model's last words, but for words of its own that are put into its mouth to go on with. */
    private int lastTurn() {
        int at = texts.size();
        while (at > 0 && isModels(at - 1)) {
            at--;
        }
        while (at > 0 && !isModels(at - 1)) {
            at--;
        }
        return at;
    }

    private boolean isModels(int index) {
        Role role = texts.get(index).said().role();
        return role == Role.ASSISTANT || role == Role.THINKING || role == Role.TOOL_ARGUMENTS;
    }
}
