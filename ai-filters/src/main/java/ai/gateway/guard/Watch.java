package ai.gateway.guard;

import ai.gateway.dialect.TextVisitor.Role;
import ai.gateway.pipeline.TextFlow;
import ai.gateway.scan.Find;
import ai.gateway.scan.ScannedJson;
import ai.gateway.scan.Window;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/** Looks for something in an answer while it comes. What may still become that is held back, if it must not go out. */
final class Watch implements TextFlow {

    /** What is looked for is seldom longer; what is, is known by its beginning. */
    private static final int EDGE = 160;

    /** A text is looked at anew when so much of it has come. */
    private static final int STEP = 48;

    private final Looks looks;
    private final boolean holds;
    private final Consumer<Objected> objection;
    private final Map<Text, Window> held = new HashMap<>();

    /** @param objection is told what was found; throws, where the answer must end */
    Watch(Looks looks, boolean holds, Consumer<Objected> objection) {
        this.looks = looks;
        this.holds = holds;
        this.objection = objection;
    }

    @Override
    public String piece(Role role, int run, String piece) {
        Window one = held.computeIfAbsent(new Text(role, run), key -> new Window());
        if (!one.take(piece, STEP)) {
            return holds ? "" : piece;
        }
        String text = one.text();
        judge(text);
        int to = holds ? Math.max(one.out(), text.length() - EDGE) : text.length();
        String passed = text.substring(one.out(), to);
        one.passed(to, EDGE);
        return holds ? passed : piece;
    }

    private void judge(String text) {
        for (Find find : looks.scanner().scan(text)) {
            objection.accept(Looks.objected(find));
        }
    }

    @Override
    public boolean holds(Role role, int run) {
        Window one = held.get(new Text(role, run));
        return holds && one != null && one.isHeld();
    }

    @Override
    public String rest(Role role, int run) {
        Window one = held.remove(new Text(role, run));
        if (one == null) {
            return "";
        }
        String text = one.text();
        judge(text);
        return holds ? text.substring(one.out()) : "";
    }

    @Override
    public String whole(Role role, String text) {
        judge(text);
        return text;
    }

    @Override
    public String beside(String text) {
        if (!ScannedJson.isFile(text)) {
            judge(text);
        }
        return text;
    }
}
