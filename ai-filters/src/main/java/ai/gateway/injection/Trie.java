package ai.gateway.injection;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Words letter by letter, and what each of them, or each that begins so, stands for. */
final class Trie {

    static final int ROOT = 0;
    static final int NONE = -1;

    private static final int[] NOTHING = {};

    private long[] keys = new long[1 << 12];
    private int[] targets = new int[1 << 12];
    private int nodes = 1;
    private final List<int[]> words = new ArrayList<>(List.of(NOTHING));
    private final List<int[]> beginnings = new ArrayList<>(List.of(NOTHING));

    /** @param word a {@code *} at its end stands for any ending */
    void put(String word, int meaning) {
        boolean open = word.endsWith("*");
        int node = ROOT;
        for (int i = 0; i < word.length() - (open ? 1 : 0); i++) {
            node = grow(node, word.charAt(i));
        }
        List<int[]> where = open ? beginnings : words;
        int[] before = where.get(node);
        if (Arrays.stream(before).noneMatch(known -> known == meaning)) {
            int[] more = Arrays.copyOf(before, before.length + 1);
            more[before.length] = meaning;
            where.set(node, more);
        }
    }

    int step(int node, char letter) {
        long key = key(node, letter);
        int slot = slot(key, keys);
        return keys[slot] == key ? targets[slot] : NONE;
    }

    /** What the word that ends here stands for. */
    int[] word(int node) {
        return words.get(node);
    }

    /** What all that begins so stands for. */
    int[] beginning(int node) {
        return beginnings.get(node);
    }

    private int grow(int node, char letter) {
        int known = step(node, letter);
        if (known != NONE) {
            return known;
        }
        if (2 * nodes > keys.length) {
            widen();
        }
        long key = key(node, letter);
        int slot = slot(key, keys);
        keys[slot] = key;
        targets[slot] = nodes;
        words.add(NOTHING);
        beginnings.add(NOTHING);
        return nodes++;
    }

    private void widen() {
        long[] wider = new long[2 * keys.length];
        int[] there = new int[wider.length];
        for (int i = 0; i < keys.length; i++) {
            if (keys[i] != 0) {
                int slot = slot(keys[i], wider);
                wider[slot] = keys[i];
                there[slot] = targets[i];
            }
        }
        keys = wider;
        targets = there;
    }

    /** Never zero, which marks an empty slot. */
    private static long key(int node, char letter) {
        return ((long) node << 17) | (1 << 16) | letter;
    }

    private static int slot(long key, long[] keys) {
        int slot = (int) ((key * 0x9E3779B97F4A7C15L) >>> 32) & (keys.length - 1);
        while (keys[slot] != 0 && keys[slot] != key) {
            slot = (slot + 1) & (keys.length - 1);
        }
        return slot;
    }
}
