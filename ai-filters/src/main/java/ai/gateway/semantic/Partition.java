package ai.gateway.semantic;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/**
 * The vectors of one partition. A search goes over the signs of all of them, which lie side by side and are a 32nd of their
 * size, and looks closely at the {@value #CLOSELY} that differ least.
 */
final class Partition {

    /** Of vectors that are near enough to ask the same, the nearest was always among these. */
    static final int CLOSELY = 50;

    private static final int MOST_EXPIRED = 64;
    private static final int FIRST_CAPACITY = 16;

    private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
    private final int words;
    private final Map<String, Integer> places = new HashMap<>();
    private Entry[] entries = new Entry[FIRST_CAPACITY];
    private long[] bits;
    private int size;

    /** @param words how many longs the signs of a vector are */
    Partition(int words) {
        this.words = words;
        this.bits = new long[FIRST_CAPACITY * words];
    }

    void put(Entry entry, long[] itsBits) {
        lock.writeLock().lock();
        try {
            Integer known = places.get(entry.id());
            int place = known != null ? known : size;
            if (place == entries.length) {
                entries = Arrays.copyOf(entries, size * 2);
                bits = Arrays.copyOf(bits, size * 2 * words);
            }
            entries[place] = entry;
            System.arraycopy(itsBits, 0, bits, place * words, words);
            places.put(entry.id(), place);
            size = places.size();
        } finally {
            lock.writeLock().unlock();
        }
    }

    /** Fills its place with the last; returns how many there are left. */
    int remove(String id) {
        lock.writeLock().lock();
        try {
            Integer place = places.remove(id);
            if (place != null) {
                int last = --size;
                if (place != last) {
                    entries[place] = entries[last];
                    System.arraycopy(bits, last * words, bits, place * words, words);
                    places.put(entries[place].id(), place);
                }
                Arrays.fill(entries, last, last + 1, null);
            }
            return size;
        } finally {
            lock.writeLock().unlock();
        }
    }

    /** Whether it is still this very entry that is kept under its id. */
    boolean has(Entry entry) {
        lock.readLock().lock();
        try {
            Integer place = places.get(entry.id());
            return place != null && entries[place].equals(entry);
        } finally {
            lock.readLock().unlock();
        }
    }

    List<String> ids() {
        lock.readLock().lock();
        try {
            return List.copyOf(places.keySet());
        } finally {
            lock.readLock().unlock();
        }
    }

    Found near(float[] vector, int most, long nowMillis) {
        List<Entry> expired = new ArrayList<>();
        Entry[] closest = closest(Bits.of(vector), Math.max(CLOSELY, most), nowMillis, expired);
        List<Near> near = new ArrayList<>(closest.length);
        for (Entry entry : closest) {
            near.add(new Near(entry.id(), product(vector, entry.vector())));
        }
        near.sort(Comparator.comparingDouble(Near::score).reversed());
        return new Found(List.copyOf(near.subList(0, Math.min(most, near.size()))), expired);
    }

    private Entry[] closest(long[] wanted, int most, long nowMillis, List<Entry> expired) {
        lock.readLock().lock();
        try {
            Closest closest = new Closest(Math.min(most, size));
            for (int place = 0; place < size; place++) {
                int distance = Bits.distance(wanted, bits, place * words);
                if (distance < closest.limit()) {
                    Entry entry = entries[place];
                    if (entry.untilMillis() > nowMillis) {
                        closest.add(entry, distance);
                    } else if (expired.size() < MOST_EXPIRED) {
                        expired.add(entry);
                    }
                }
            }
            return closest.entries();
        } finally {
            lock.readLock().unlock();
        }
    }

    /** In four sums, none of which waits for another. */
    private static float product(float[] one, float[] other) {
        float a = 0;
        float b = 0;
        float c = 0;
        float d = 0;
        int i = 0;
        for (; i + 3 < one.length; i += 4) {
            a += one[i] * other[i];
            b += one[i + 1] * other[i + 1];
            c += one[i + 2] * other[i + 2];
            d += one[i + 3] * other[i + 3];
        }
        for (; i < one.length; i++) {
            a += one[i] * other[i];
        }
        return (a + b) + (c + d);
    }
}
