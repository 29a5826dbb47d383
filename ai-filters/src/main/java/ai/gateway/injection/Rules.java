package ai.gateway.injection;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Which words, one behind the other, say something that each of them does not. */
final class Rules {

    private static final int[] NONE = {};

    /**
     * A word of a rule.
     *
     * @param rule the number of the rule when this is its last word, or -1
     * @param first whether a rule begins with it
     * @param gap how many other words may stand before it
     */
    record Step(int rule, boolean first, int gap, boolean beginsSentence, boolean beginsLine, boolean colon) {}

    private final List<Step> steps = new ArrayList<>();
    private int[][] byWord = new int[0][];

    /** Reads a line: {@code name = @class ..2 ^word other:}. */
    void add(String line, Knowledge knowledge) {
        int equals = line.indexOf(" = ");
        int rule = knowledge.number(line.substring(0, equals));
        String[] parts = line.substring(equals + 3).split(" ", -1);
        int gap = 0;
        boolean first = true;
        for (int i = 0; i < parts.length; i++) {
            if (parts[i].startsWith("..")) {
                gap = Integer.parseInt(parts[i].substring(2));
                continue;
            }
            add(parts[i], new Step(i == parts.length - 1 ? rule : -1, first, gap, false, false, false), knowledge);
            gap = 0;
            first = false;
        }
    }

    private void add(String part, Step step, Knowledge knowledge) {
        boolean sentence = part.startsWith("^");
        boolean line = part.startsWith("|");
        boolean colon = part.endsWith(":");
        String word = part.substring(sentence || line ? 1 : 0, part.length() - (colon ? 1 : 0));
        int number = knowledge.number(word.startsWith("@") ? word : "=" + word);
        if (number >= byWord.length) {
            int before = byWord.length;
            byWord = Arrays.copyOf(byWord, 2 * number + 1);
            Arrays.fill(byWord, before, byWord.length, NONE);
        }
        byWord[number] = Arrays.copyOf(byWord[number], byWord[number].length + 1);
        byWord[number][byWord[number].length - 1] = steps.size();
        steps.add(new Step(step.rule(), step.first(), step.gap(), sentence, line, colon));
    }

    int size() {
        return steps.size();
    }

    Step step(int number) {
        return steps.get(number);
    }

    /** The numbers of the steps that a word makes; the one before each has the number before it. */
    int[] steps(int word) {
        return word < byWord.length ? byWord[word] : NONE;
    }
}
