package ai.gateway.injection;

import java.util.Arrays;

/** What was found in a text: words that are known and rules that hold, each with the words it is about. */
final class Hits {

    private int[] whats = new int[64];
    private int[] firsts = new int[64];
    private int[] lasts = new int[64];
    private int size;

    /** @param what the number of a rule, of a class or of a word */
    void add(int what, int firstWord, int lastWord) {
        if (size == whats.length) {
            whats = Arrays.copyOf(whats, 2 * size);
            firsts = Arrays.copyOf(firsts, 2 * size);
            lasts = Arrays.copyOf(lasts, 2 * size);
        }
        whats[size] = what;
        firsts[size] = firstWord;
        lasts[size++] = lastWord;
    }

    int size() {
        return size;
    }

    int what(int hit) {
        return whats[hit];
    }

    int first(int hit) {
        return firsts[hit];
    }

    int last(int hit) {
        return lasts[hit];
    }

    /** How often that was found. */
    int count(int what) {
        int count = 0;
        for (int i = 0; i < size; i++) {
            count += whats[i] == what ? 1 : 0;
        }
        return count;
    }

    /** By word: the number of its last hit plus one, zero for none; {@code before} gets the same of the hit before each. */
    int[] lastOfEach(int words, int[] before) {
        int[] last = new int[words];
        for (int i = 0; i < size; i++) {
            before[i] = last[firsts[i]];
            last[firsts[i]] = i + 1;
        }
        return last;
    }
}
