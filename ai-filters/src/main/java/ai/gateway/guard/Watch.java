package ai.gateway.guard;

import ai.gateway.dialect.TextVisitor.Role;
import ai.gateway.pipeline.TextFlow;
import ai.gateway.scan.Find;
import ai.gateway.scan.ScannedJson;
import ai.gateway.scan.Scanner;

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

    private record Text(Role role, int run) {}

    private static final class Held {

        private final StringBuilder text = new StringBuilder();
        private int out;
        private int seen;
    }

    private final Map<String, Scanner> scanners;
    private final BiConsumer<String, Find> objection;
    private final Map<Text, Held> held = new HashMap<>();

    /** @param objection is told the guard and what it has found; throws, where the answer must end */
    Watch(Map<String, Scanner> scanners, BiConsumer<String, Find> objection) {
        this.scanners = scanners;
        this.objection = objection;
    }

    @Override
    public String piece(Role role, int run, String piece) {
        Held one = held.computeIfAbsent(new Text(role, run), key -> new Held());
        one.text.append(piece);
        if (one.text.length() - one.seen < STEP) {
            return "";
        }
        judge(one.text.toString());
        one.seen = one.text.length();
        return letGo(one, Math.max(one.out, one.text.length() - EDGE));
    }

    private void judge(String text) {
        scanners.forEach((name, scanner) -> {
            List<Find> finds = scanner.scan(text);
            if (!finds.isEmpty()) {
                objection.accept(name, finds.get(0));
            }
        });
    }

    /** What was read goes out; so much of it is kept as what comes may belong to. */
    private static String letGo(Held one, int to) {
        String passed = one.text.substring(one.out, to);
        int kept = Math.max(0, to - EDGE);
        one.text.delete(0, kept);
        one.out = to - kept;
        one.seen -= kept;
        return passed;
    }

    @Override
    public boolean holds(Role role, int run) {
        Held one = held.get(new Text(role, run));
        return one != null && one.text.length() > one.out;
    }

    @Override
    public String rest(Role role, int run) {
        Held one = held.remove(new Text(role, run));
        if (one == null) {
            return "";
        }
        judge(one.text.toString());
        return one.text.substring(one.out);
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
