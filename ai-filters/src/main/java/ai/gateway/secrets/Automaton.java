package ai.gateway.secrets;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;

/**
 * Finds all of many words in one pass over a text, one step a character: Aho and Corasick, Efficient string matching, 1975. Lower
 * case and upper case are the same.
 */
final class Automaton {

    private static final int ASCII = 128;

    private final byte[] symbols = new byte[ASCII];
    private final int width;
    /** By state and symbol, the next state. */
    private final int[] next;
    /** By state, what has been found there. */
    private final Word[][] found;

    /** A word, and who wants to know of it. */
    private record Word(int length, Probe probe) {}

    Automaton(Map<String, List<Probe>> words) {
        int symbol = 1;
        int states = 1;
        for (String word : words.keySet()) {
            states += word.length();
            for (int i = 0; i < word.length(); i++) {
                char c = lower(word.charAt(i));
                if (symbols[c] == 0) {
                    symbols[c] = (byte) symbol++;
                }
            }
        }
        for (char c = 'A'; c <= 'Z'; c++) {
            symbols[c] = symbols[lower(c)];
        }
        width = symbol;
        next = new int[states * width];
        List<List<Word>> ends = new ArrayList<>(List.of(new ArrayList<>()));
        words.forEach((word, probes) -> insert(word, probes, ends));
        link(ends);
        found = ends.stream().map(list -> list.toArray(Word[]::new)).toArray(Word[][]::new);
    }

    void run(Sight sight) {
        String text = sight.text();
        int state = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            state = next[state * width + (c < ASCII ? symbols[c] : 0)];
            int covered = sight.covered();
            for (Word word : found[state]) {
                int start = i + 1 - word.length;
                if (start >= covered) {
                    word.probe.look(sight, start, i + 1);
                }
            }
        }
    }

    private void insert(String word, List<Probe> probes, List<List<Word>> ends) {
        int state = 0;
        for (int i = 0; i < word.length(); i++) {
            int edge = state * width + symbols[lower(word.charAt(i))];
            if (next[edge] == 0) {
                next[edge] = ends.size();
                ends.add(new ArrayList<>());
            }
            state = next[edge];
        }
        for (Probe probe : probes) {
            ends.get(state).add(new Word(word.length(), probe));
        }
    }

    /** Where a state has no edge, it goes on as the longest other state that ends alike would. */
    private void link(List<List<Word>> ends) {
        int[] fallback = new int[ends.size()];
        Deque<Integer> open = new ArrayDeque<>();
        for (int symbol = 0; symbol < width; symbol++) {
            if (next[symbol] != 0) {
                open.add(next[symbol]);
            }
        }
        while (!open.isEmpty()) {
            int state = open.remove();
            ends.get(state).addAll(ends.get(fallback[state]));
            for (int symbol = 0; symbol < width; symbol++) {
                int edge = state * width + symbol;
                int other = next[fallback[state] * width + symbol];
                if (next[edge] == 0) {
                    next[edge] = other;
                } else {
                    fallback[next[edge]] = other;
                    open.add(next[edge]);
                }
            }
        }
    }

    private static char lower(char c) {
        return Texts.isUpper(c) ? (char) (c + 32) : c;
    }
}
