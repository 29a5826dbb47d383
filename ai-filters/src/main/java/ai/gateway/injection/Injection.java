package ai.gateway.injection;

import ai.gateway.injection.Passages.Passage;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/**
 * Judges how much a text tries to take over a model, by what it says: no model is asked. Takes time linear in its length,
 * has no state, and is safe for all threads.
 */
public final class Injection {

    /** How often something decoded may hide something else. */
    private static final int DEEPEST = 2;

    /** How far words alone stay below the threshold: without a rule there is no attack. */
    private static final double WORDS_BELOW = 1;

    private static final int NONE = -1;

    private final Place place;
    private double worst = Double.NEGATIVE_INFINITY;
    private List<Signal> signals = List.of();

    private Injection(Place place) {
        this.place = place;
    }

    /** Reads what is known of injections, for which else somebody would wait who asks first. */
    public static void ready() {
        Objects.requireNonNull(Knowledge.ALL);
    }

    public static Judgement judge(String text, Place place) {
        Injection injection = new Injection(place);
        injection.judge(Letters.of(text), NONE, 0);
        return new Judgement(1 / (1 + Math.exp(-injection.worst)), injection.signals);
    }

    private void judge(Letters text, int always, int depth) {
        Reading reading = Reading.of(text);
        Passages.each(reading.words(), reading.hits(), place, always, passage -> judge(passage, reading));
        if (depth < DEEPEST) {
            for (Decoded decoded : Decoded.in(reading.folded(), reading.hits())) {
                judge(decoded.letters(), Knowledge.ALL.number(decoded.rule()), depth + 1);
            }
        }
    }

    private void judge(Passage passage, Reading reading) {
        Knowledge knowledge = Knowledge.ALL;
        Weights weights = knowledge.weights(place);
        double rules = 0;
        double words = 0;
        for (int i = 0; i < passage.count(); i++) {
            int what = passage.whats()[i];
            double weight = weights.of(what);
            rules += knowledge.isRule(what) ? weight : 0;
            words += knowledge.isRule(what) ? 0 : weight;
        }
        double sum = weights.base() + rules + Math.min(words, -weights.base() - WORDS_BELOW);
        if (sum > worst) {
            worst = sum;
            signals = signals(passage, reading);
        }
    }

    private static List<Signal> signals(Passage passage, Reading reading) {
        List<Signal> all = new ArrayList<>();
        for (int i = 0; i < passage.count(); i++) {
            int hit = passage.hits()[i];
            if (Knowledge.ALL.isRule(passage.whats()[i])) {
                int first = hit < 0 ? passage.firstWord() : reading.hits().first(hit);
                int last = hit < 0 ? passage.lastWord() : reading.hits().last(hit);
                String name = Knowledge.ALL.name(passage.whats()[i]);
                all.add(new Signal(name, reading.start(first, last), reading.end(first, last)));
            }
        }
        all.sort(Comparator.comparingInt(Signal::start).thenComparing(Signal::rule));
        return all;
    }
}
