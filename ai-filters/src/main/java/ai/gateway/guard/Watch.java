package ai.gateway.guard;

import ai.gateway.dialect.TextVisitor.Role;
import ai.gateway.pipeline.TextFlow;
import ai.gateway.scan.Find;
import ai.gateway.scan.ScannedJson;
import ai.gateway.scan.Scanner;
import ai.gateway.scan.Window;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/** Reads an answer while it comes. What may still become something that is looked for is held back. */
final class Watch implements TextFlow {

    /** What is looked for is seldom longer; what is, is known by its beginning. */
    private static final int EDGE = 160;

    /** A text is looked at anew when so much of it has come. */
    private static final int STEP = 48;

    private final Map<String, Scanner> scanners;
    private final BiConsumer<String, Find> objection;
    private final Map<Text, Window> held = new HashMap<>();

    /** @param objection is told the guard and what it has found; throws, where the answer must end */
    Watch(Map<String, Scanner> scanners, BiConsumer<String, Find> objection) {
        this.scanners = scanners;
        this.objection = objection;
    }

    @Override
    public String piece(Role role, int run, String piece) {
        Window one = held.computeIfAbsent(new Text(role, run), key -> new Window());
        if (!one.take(piece, STEP)) {
            return "";
        }
        String text = one.text();
        judge(text);
        int to = Math.max(one.out(), text.length() - EDGE);
        String passed = text.substring(one.out(), to);
        one.passed(to, EDGE);
        return passed;
    }

    private void judge(String text) {
        scanners.forEach((name, scanner) -> {
            List<Find> finds = scanner.scan(text);
            if (!finds.isEmpty()) {
                objection.accept(name, finds.get(0));
            }
        });
    }

    @Override
    public boolean holds(Role role, int run) {
        Window one = held.get(new Text(role, run));
        return one != null && one.isHeld();
    }

    @Override
    public String rest(Role role, int run) {
        Window one = held.remove(new Text(role, run));
        if (one == null) {
            return "";
        }
        String text = one.text();
        judge(text);
        return text.substring(one.out());
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
