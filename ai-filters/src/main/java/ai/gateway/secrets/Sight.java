package ai.gateway.secrets;

import ai.gateway.scan.Find;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** A text while it is looked at, and what was found in it so far. */
final class Sight {

    private static final String TYPE = "SECRET";

    private static final Comparator<Find> BETTER = Comparator.comparingDouble(Find::score)
            .thenComparingInt(find -> find.end() - find.start())
            .thenComparing(Find::rule, Comparator.reverseOrder());

    private final String text;
    private final List<Find> finds = new ArrayList<>();
    private int covered;
    private int read = -1;
    private @Nullable Assignment assignment;

    Sight(String text) {
        this.text = text;
    }

    String text() {
        return text;
    }

    /** Words that begin before that index are within a credential, and nobody's business. */
    int covered() {
        return covered;
    }

    /** What is assigned to the name in which a word ends there. */
    @Nullable
    Assignment assignment(int start, int end) {
        if (read != end) {
            read = end;
            assignment = AssignmentReader.read(text, start, end);
        }
        return assignment;
    }

    /** Takes it for a credential, unless one can see that it is a stand-in for one. */
    void add(Rule rule, int start, int end) {
        boolean random = Texts.bits(text, start, end) >= rule.bits();
        if (random && !StandIns.has(text, start, end)) {
            finds.add(new Find(TYPE, start, end, rule.score(), rule.name()));
        }
    }

    /** The same of what has nothing else in it, whether it is taken for one or not. */
    void addWhole(Rule rule, int start, int end) {
        add(rule, start, end);
        covered = Math.max(covered, end);
    }

    /** Of those that overlap, the better. */
    List<Find> finds() {
        finds.sort(Comparator.comparingInt(Find::start));
        List<Find> best = new ArrayList<>();
        for (Find find : finds) {
            int last = best.size() - 1;
            if (last < 0 || !best.get(last).overlaps(find)) {
                best.add(find);
            } else if (BETTER.compare(find, best.get(last)) > 0) {
                best.set(last, find);
            }
        }
        return List.copyOf(best);
    }
}
