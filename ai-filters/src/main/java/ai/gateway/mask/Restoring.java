package ai.gateway.mask;

import ai.gateway.dialect.TextVisitor.Role;
import ai.gateway.pipeline.TextFlow;

import java.util.HashMap;
import java.util.Map;

/** Puts back what was hidden. Holds back no more than what may still become a name. */
final class Restoring implements TextFlow {

    private final Returns returns;
    private final boolean jsonAnswer;
    private final Map<Text, String> held = new HashMap<>();
    private final Map<Text, JsonSoFar> json = new HashMap<>();

    /** @param jsonAnswer whether the model was asked for JSON, and for nothing else */
    Restoring(Returns returns, boolean jsonAnswer) {
        this.returns = returns;
        this.jsonAnswer = jsonAnswer;
    }

    @Override
    public String piece(Role role, int run, String piece) {
        boolean inJson = mayBeJson(role)
                && json.computeIfAbsent(new Text(role, run), text -> new JsonSoFar())
                        .take(piece);
        String before = held.isEmpty() ? null : held.remove(new Text(role, run));
        String text = before == null ? piece : before + piece;
        StringBuilder out = null;
        int done = 0;
        for (int i = 0; i < text.length(); i++) {
            int length = returns.at(text, i);
            if (length == Returns.NONE) {
                continue;
            }
            out = out == null ? new StringBuilder(text.length() + 32) : out;
            out.append(text, done, i);
            if (length == Returns.OPEN) {
                held.put(new Text(role, run), text.substring(i));
                return out.toString();
            }
            out.append(returns.original(text.substring(i, i + length), inJson));
            done = i + length;
            i = done - 1;
        }
        return out == null ? text : out.append(text, done, text.length()).toString();
    }

    @Override
    public boolean holds(Role role, int run) {
        return !held.isEmpty() && held.containsKey(new Text(role, run));
    }

    /** The beginning of a name that never came. */
    @Override
    public String rest(Role role, int run) {
        String rest = held.remove(new Text(role, run));
        return rest == null ? "" : rest;
    }

    @Override
    public String whole(Role role, String text) {
        return returns.in(text, mayBeJson(role) && new JsonSoFar().take(text));
    }

    @Override
    public String beside(String text) {
        return returns.in(text, /* json= */ false);
    }

    private boolean mayBeJson(Role role) {
        return role == Role.TOOL_ARGUMENTS || (jsonAnswer && role == Role.ASSISTANT);
    }
}
