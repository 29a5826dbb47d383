package ai.gateway.mask;

import ai.gateway.dialect.TextVisitor.Role;
import ai.gateway.pipeline.TextFlow;
import ai.gateway.scan.Cover;
import ai.gateway.scan.Find;
import ai.gateway.scan.ScannedJson;
import ai.gateway.scan.Scanner;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Hides what a model says of its own. Holds back as much of a text as may still become something: its last words, and whatever
 * is found at their edge.
 */
final class Hiding implements TextFlow {

    /** What consists of several words is no longer than that. */
    private static final int EDGE = 64;

    /** One word may be longer, but not for ever. */
    private static final int LONGEST = 2048;

    /** A text is looked at anew when so much of it has come. */
    private static final int STEP = 32;

    private record Text(Role role, int run) {}

    /** What is held back of a text, behind as much of what went out as tells what it is about. */
    private static final class Held {

        private final StringBuilder text = new StringBuilder();
        private int out;
        private int seen;
    }

    private final Scanner scanner;
    private final Map<Text, Held> held = new HashMap<>();

    Hiding(Scanner scanner) {
        this.scanner = scanner;
    }

    private static String cover(String type, String original) {
        return "[" + type + "]";
    }

    @Override
    public String piece(Role role, int run, String piece) {
        Held one = held.computeIfAbsent(new Text(role, run), key -> new Held());
        one.text.append(piece);
        if (one.text.length() - one.seen < STEP) {
            return "";
        }
        one.seen = one.text.length();
        String text = one.text.toString();
        return letGo(one, text, scanner.scan(text), edge(text, one.out));
    }

    /** Up to where nothing can change any more: a word's end, some way before the text's. */
    private static int edge(String text, int out) {
        int edge = text.length() - EDGE;
        while (edge > out && !Character.isWhitespace(text.charAt(edge - 1))) {
            edge--;
        }
        return edge > out || text.length() - out < LONGEST ? Math.max(edge, out) : text.length() - EDGE;
    }

    private static String letGo(Held one, String text, List<Find> finds, int edge) {
        StringBuilder passed = new StringBuilder();
        int done = one.out;
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
        int about = Math.max(0, done - EDGE);
        one.text.delete(0, about);
        one.out = done - about;
        one.seen -= about;
        return passed.toString();
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
        String text = one.text.toString();
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
