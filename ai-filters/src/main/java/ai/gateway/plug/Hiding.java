package ai.gateway.plug;

import ai.gateway.dialect.TextVisitor.Role;
import ai.gateway.pipeline.TextFlow;
import ai.gateway.scan.Cover;
import ai.gateway.scan.Find;
import ai.gateway.scan.ScannedJson;
import ai.gateway.scan.Scanner;
import ai.gateway.scan.Window;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Hides what is found in an answer: its type stands in its place. Holds back as much of a text as may still become something: its last words, and whatever
 * is found at their edge.
 */
public final class Hiding implements TextFlow {

    /** What consists of several words is no longer than that. */
    private static final int EDGE = 64;

    /** One word may be longer, but not for ever. */
    private static final int LONGEST = 2048;

    /** A text is looked at anew when so much of it has come. */
    private static final int STEP = 32;

    private final Scanner scanner;
    private final Map<Text, Window> held = new HashMap<>();

    public Hiding(Scanner scanner) {
        this.scanner = scanner;
    }

    private static String cover(String type, String original) {
        return "[" + type + "]";
    }

    @Override
    public String piece(Role role, int run, String piece) {
        Window one = held.computeIfAbsent(new Text(role, run), key -> new Window());
        if (!one.take(piece, STEP)) {
            return "";
        }
        String text = one.text();
        return letGo(one, text, scanner.scan(text), edge(text, one.out()));
    }

    /** Up to where nothing can change any more: a word's end, some way before the text's. */
    private static int edge(String text, int out) {
        int edge = text.length() - EDGE;
        while (edge > out && !Character.isWhitespace(text.charAt(edge - 1))) {
            edge--;
        }
        return edge > out || text.length() - out < LONGEST ? Math.max(edge, out) : text.length() - EDGE;
    }

    private static String letGo(Window one, String text, List<Find> finds, int edge) {
        StringBuilder passed = new StringBuilder();
        int done = one.out();
        int to = edge;
        for (Find find : finds) {
            if (find.start() >= to || find.end() <= done) {
                continue;
            }
            if (find.end() > to) {
                to = Math.max(done, find.start()); // more of it may come
                break;
            }
            passed.append(text, done, Math.max(done, find.start())).append(cover(find.type(), ""));
            done = find.end();
        }
        passed.append(text, done, Math.max(done, to));
        done = Math.max(done, to);
        one.passed(done, EDGE);
        return passed.toString();
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
        return letGo(one, text, scanner.scan(text), text.length());
    }

    @Override
    public String whole(Role role, String text) {
        return beside(text);
    }

    @Override
    public String beside(String text) {
        List<Find> finds = ScannedJson.isFile(text) ? List.of() : scanner.scan(text);
        Cover cover = Hiding::cover;
        return finds.isEmpty() ? text : cover.over(text, finds);
    }
}
