package ai.gateway.guard;

import ai.gateway.dialect.TextVisitor.Role;
import ai.gateway.guard.GuardRules.Scope;
import ai.gateway.pipeline.TextFlow;

/** A flow that sees only the texts of some roles. */
record Chosen(TextFlow flow, Scope scope) implements TextFlow {

    static TextFlow of(TextFlow flow, Scope scope) {
        return scope.roles().isEmpty() ? flow : new Chosen(flow, scope);
    }

    @Override
    public String piece(Role role, int run, String piece) {
        return scope.has(role) ? flow.piece(role, run, piece) : piece;
    }

    @Override
    public boolean holds(Role role, int run) {
        return flow.holds(role, run);
    }

    @Override
    public String rest(Role role, int run) {
        return flow.rest(role, run);
    }

    @Override
    public String whole(Role role, String text) {
        return scope.has(role) ? flow.whole(role, text) : text;
    }
}
