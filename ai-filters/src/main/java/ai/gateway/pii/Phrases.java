package ai.gateway.pii;

import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/**
 * Words and phrases that are found as whole words, in small letters or capitals. Spaces, hyphens and underscores are all
 * one. However many there are, a look takes the time of reading the longest.
 *
 * <p>A tree of chars whose edges lie in one hash table.
 */
final class Phrases {

    private static final long NO_EDGE = 0;
    private static final int NONE = -1;

    private final long[] edges;
    private final int[] targets;
    private final BitSet ends;

    private Phrases(Map<Long, Integer> tree, BitSet ends) {
        int size = Integer.highestOneBit(Math.max(1, tree.size())) * 4;
        this.edges = new long[size];
        this.targets = new int[size];
        this.ends = ends;
        tree.forEach((edge, target) -> {
            int slot = slot(edge);
            edges[slot] = edge;
            targets[slot] = target;
        });
    }

    static Phrases of(Collection<String> phrases) {
        Map<Long, Integer> tree = new HashMap<>();
        BitSet ends = new BitSet();
        for (String phrase : phrases) {
            int node = 0;
            Text text = new Text(phrase.strip());
            for (int i = 0; i < text.length(); i++) {
                long edge = edge(node, text.at(i));
                Integer known = tree.get(edge);
                node = known != null ? known : tree.size() + 1;
                tree.put(edge, node);
            }
            ends.set(node, node > 0);
        }
        return new Phrases(tree, ends);
    }

    /** Index behind the longest phrase that begins there, -1 where none does. */
    int end(Text text, int start) {
        int found = NONE;
        int node = 0;
        for (int i = start; i < text.length(); i++) {
            node = next(node, text.at(i));
            if (node == NONE) {
                return found;
            }
            if (ends.get(node) && text.isBoundary(i + 1)) {
                found = i + 1;
            }
        }
        return found;
    }

    private int next(int node, char c) {
        long edge = edge(node, c);
        int slot = slot(edge);
        return edges[slot] == edge ? targets[slot] : NONE;
    }

    /** Where that edge is, or where it would be. */
    private int slot(long edge) {
        int mask = edges.length - 1;
        int slot = (int) ((edge * 0x9E3779B97F4A7C15L) >>> 40) & mask;
        while (edges[slot] != NO_EDGE && edges[slot] != edge) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }

    private static long edge(int node, char c) {
        char folded = Character.isWhitespace(c) || c == '-' || c == '_' ? ' ' : Text.lower(c);
        return ((node + 1L) << Character.SIZE) | folded;
    }
}
