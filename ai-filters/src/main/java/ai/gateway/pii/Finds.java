package ai.gateway.pii;

import ai.gateway.scan.Find;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** What was found in one text so far. */
final class Finds {

    private static final Comparator<Find> SUREST_FIRST = Comparator.comparingDouble(Find::score)
            .thenComparingInt(find -> find.end() - find.start())
            .reversed()
            .thenComparingInt(Find::start);

    private final Text text;
    private final double minScore;
    private final List<Find> all = new ArrayList<>();

    Finds(Text text, double minScore) {
        this.text = text;
        this.minScore = minScore;
    }

    void add(Entity entity, Strength strength, int start, int end) {
        double score = strength.score(Context.of(entity).closeness(text, start, end));
        add(new Find(entity.name(), start, end, score, rule(entity.name())));
    }

    /** Whether a find there would be sure enough. */
    boolean wants(Entity entity, Strength strength, int start, int end) {
        return strength.score(Context.of(entity).closeness(text, start, end)) >= minScore;
    }

    void add(Find find) {
        if (find.score() >= minScore) {
            all.add(find);
        }
    }

    /** The surest of those that overlap, the longest of those that are as sure; in order. */
    List<Find> resolved() {
        if (all.size() < 2) {
            return List.copyOf(all);
        }
        all.sort(SUREST_FIRST);
        BitSet taken = new BitSet(text.length());
        List<Find> kept = new ArrayList<>();
        for (Find find : all) {
            if (isFree(taken, find)) {
                taken.set(find.start(), find.end());
                kept.add(find);
            }
        }
        kept.sort(Comparator.comparingInt(Find::start));
        return List.copyOf(kept);
    }

    private static boolean isFree(BitSet taken, Find find) {
        int at = find.start();
        while (at < find.end() && !taken.get(at)) {
            at++;
        }
        return at == find.end();
    }

    static String rule(String name) {
        return name.toLowerCase(Locale.ROOT).replace('_', '-').replace(' ', '-');
    }
}
