package ai.gateway.injection;

/** In which words of a text the same letters come first: where else it speaks of the same. */
final class Stems {

    private static final int LENGTH = 6;

    /** By hash of a stem: the first and the last word that has it. */
    private final int[] firsts;

    private final int[] lasts;
    private final Words words;

    Stems(Words words) {
        this.words = words;
        int size = Integer.highestOneBit(Math.max(16, words.size())) * 4;
        firsts = new int[size];
        lasts = new int[size];
        for (int word = 0; word < words.size(); word++) {
            int slot = slot(word);
            firsts[slot] = firsts[slot] == 0 ? word + 1 : firsts[slot];
            lasts[slot] = word + 1;
        }
    }

    boolean isElsewhere(int word, int from, int to) {
        int slot = slot(word);
        return firsts[slot] - 1 < from || lasts[slot] - 1 >= to;
    }

    private int slot(int word) {
        int hash = 7;
        for (int i = words.from(word); i < Math.min(words.to(word), words.from(word) + LENGTH); i++) {
            hash = 31 * hash + words.letters().small(i);
        }
        return (hash ^ (hash >>> 15)) & (firsts.length - 1);
    }
}
