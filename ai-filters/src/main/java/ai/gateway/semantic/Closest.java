package ai.gateway.semantic;

import java.util.Arrays;

/** The few with the least distances among many, in order. Most of the many are turned away by the limit. */
final class Closest {

    private final Entry[] entries;
    private final int[] distances;
    private int size;

    Closest(int most) {
        this.entries = new Entry[most];
        this.distances = new int[most];
    }

    /** From this distance on none is taken. */
    int limit() {
        return size < distances.length ? Integer.MAX_VALUE : size == 0 ? 0 : distances[size - 1];
    }

    void add(Entry entry, int distance) {
        int place = size < distances.length ? size++ : size - 1;
        while (place > 0 && distances[place - 1] > distance) {
            distances[place] = distances[place - 1];
            entries[place] = entries[place - 1];
            place--;
        }
        distances[place] = distance;
        entries[place] = entry;
    }

    Entry[] entries() {
        return Arrays.copyOf(entries, size);
    }
}
