package ai.gateway.pipeline;

import ai.gateway.dialect.TextVisitor.Role;

import java.util.List;

/** What changes the texts of one answer: what the first of its flows lets go, the next one gets. */
final class TextFlows {

    static final TextFlows NONE = new TextFlows(List.of());

    private final List<TextFlow> flows;

    /** @param flows the one of the route's last filter first */
    TextFlows(List<TextFlow> flows) {
        this.flows = List.copyOf(flows);
    }

    boolean isEmpty() {
        return flows.isEmpty();
    }

    String piece(Role role, int run, String piece) {
        String text = piece;
        for (TextFlow flow : flows) {
            text = flow.piece(role, run, text);
        }
        return text;
    }

    boolean holds(Role role, int run) {
        for (TextFlow flow : flows) {
            if (flow.holds(role, run)) {
                return true;
            }
        }
        return false;
    }

    String rest(Role role, int run) {
        String rest = "";
        for (TextFlow flow : flows) {
            String passed = rest.isEmpty() ? "" : flow.piece(role, run, rest);
            rest = passed + flow.rest(role, run);
        }
        return rest;
    }

    String whole(Role role, String text) {
        String whole = text;
        for (TextFlow flow : flows) {
            whole = flow.whole(role, whole);
        }
        return whole;
    }

    String beside(String text) {
        String beside = text;
        for (TextFlow flow : flows) {
            beside = flow.beside(beside);
        }
        return beside;
    }
}
