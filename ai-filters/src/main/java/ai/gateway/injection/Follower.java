package ai.gateway.injection;

import ai.gateway.injection.Rules.Step;

import java.util.Arrays;

/** How far each rule has come at a word. Of several ways to get there the latest counts: its gap is the smallest. */
final class Follower {

    private static final int NEVER = Integer.MIN_VALUE / 2;

    private final Words words;
    private final Hits hits;
    private final Rules rules = Knowledge.ALL.rules();

    /** By step: the place of the word that made it last, and the first word of its rule. */
    private final int[] places = new int[rules.size()];

    private final int[] firsts = new int[rules.size()];

    private final int[] made = new int[rules.size()];
    private final int[] madeFirsts = new int[rules.size()];
    private int count;

    Follower(Words words, Hits hits) {
        this.words = words;
        this.hits = hits;
        Arrays.fill(places, NEVER);
    }

    /** @param begins whether the word begins a sentence, but for words like {@code please} */
    void follow(int word, boolean begins, int[] found, int size) {
        count = 0;
        for (int i = 0; i < size; i++) {
            for (int step : rules.steps(found[i])) {
                make(step, word, begins);
            }
        }
        for (int i = 0; i < count; i++) {
            places[made[i]] = words.place(word);
            firsts[made[i]] = madeFirsts[i];
            int rule = rules.step(made[i]).rule();
            if (rule >= 0) {
                hits.add(rule, madeFirsts[i], word);
            }
        }
    }

    private void make(int number, int word, boolean begins) {
        Step step = rules.step(number);
        boolean fits = (begins || !step.beginsSentence())
                && (!step.beginsLine() || words.is(word, Words.LINE))
                && (!step.colon() || words.is(word, Words.COLON));
        boolean follows = step.first() || words.place(word) - places[number - 1] - 1 <= step.gap();
        if (fits && follows && count < made.length) {
            made[count] = number;
            madeFirsts[count++] = step.first() ? word : firsts[number - 1];
        }
    }
}
