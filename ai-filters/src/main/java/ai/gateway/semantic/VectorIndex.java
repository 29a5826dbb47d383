package ai.gateway.semantic;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Finds what lies near a vector among those of a partition. Keeps a number of entries in all; of more, it forgets those that
 * were used longest ago, whosever they are. Safe for all threads: searches wait for changes of their own partition alone.
 *
 * <p>Vectors have length one, and as many dimensions as the first that was put here.
 */
public final class VectorIndex {

    private record Key(String partition, String id) {}

    private final int most;
    private final Map<String, Partition> partitions = new ConcurrentHashMap<>();

    /** Whoever changes anything holds it, so that partitions and uses are always of the same entries. */
    private final ReentrantLock changes = new ReentrantLock();

    /** Least recently used first. Guarded by {@link #changes}. */
    private final LinkedHashMap<Key, Boolean> uses = new LinkedHashMap<>(16, 0.75f, /* accessOrder= */ true);

    private volatile int dimensions;

    /** @param most entries in all partitions together */
    public VectorIndex(int most) {
        if (most < 1) {
            throw new IllegalArgumentException("most: " + most + " (expected: >= 1)");
        }
        this.most = most;
    }

    /**
     * Keeps a vector until then; one with the same id is replaced. The vector is copied.
     *
     * @throws IllegalArgumentException where it has other dimensions than those before, or a component is no number
     */
    public void put(String partition, String id, float[] vector, long untilMillis) {
        changes.lock();
        try {
            checkDimensions(vector);
            long[] bits = Bits.of(vector);
            dimensions = vector.length;
            partitions
                    .computeIfAbsent(partition, name -> new Partition(bits.length))
                    .put(new Entry(id, vector.clone(), untilMillis), bits);
            uses.put(new Key(partition, id), Boolean.TRUE);
            while (uses.size() > most) {
                Key eldest = uses.keySet().iterator().next();
                uses.remove(eldest);
                take(eldest);
            }
        } finally {
            changes.unlock();
        }
    }

    /**
     * What lies nearest, best first. Is no use of it, see {@link #touch}.
     *
     * @param most how many at most
     * @param nowMillis entries that were kept until then, or less long, are not found
     */
    public List<Near> near(String partition, float[] vector, int most, long nowMillis) {
        Partition searched = partitions.get(partition);
        if (searched == null || most < 1) {
            return List.of();
        }
        checkDimensions(vector);
        Found found = searched.near(vector, most, nowMillis);
        if (!found.expired().isEmpty()) {
            expire(partition, searched, found.expired());
        }
        return found.near();
    }

    /** Says that an entry was used, and is worth keeping. */
    public void touch(String partition, String id) {
        changes.lock();
        try {
            uses.get(new Key(partition, id));
        } finally {
            changes.unlock();
        }
    }

    public void remove(String partition, String id) {
        changes.lock();
        try {
            Key key = new Key(partition, id);
            if (uses.remove(key) != null) {
                take(key);
            }
        } finally {
            changes.unlock();
        }
    }

    public void clear(String partition) {
        changes.lock();
        try {
            Partition cleared = partitions.remove(partition);
            if (cleared != null) {
                cleared.ids().forEach(id -> uses.remove(new Key(partition, id)));
            }
        } finally {
            changes.unlock();
        }
    }

    /** Forgets everything but how many dimensions a vector has. */
    public void clear() {
        changes.lock();
        try {
            partitions.clear();
            uses.clear();
        } finally {
            changes.unlock();
        }
    }

    /** Entries of all partitions, those among them that have expired and were not come across since. */
    public int size() {
        changes.lock();
        try {
            return uses.size();
        } finally {
            changes.unlock();
        }
    }

    private void expire(String name, Partition partition, List<Entry> expired) {
        changes.lock();
        try {
            for (Entry entry : expired) {
                if (partitions.get(name) == partition && partition.has(entry)) {
                    Key key = new Key(name, entry.id());
                    uses.remove(key);
                    take(key);
                }
            }
        } finally {
            changes.unlock();
        }
    }

    /** Of its partition, which goes with its last entry. */
    private void take(Key key) {
        Partition partition = partitions.get(key.partition);
        if (partition != null && partition.remove(key.id) == 0) {
            partitions.remove(key.partition);
        }
    }

    private void checkDimensions(float[] vector) {
        int expected = dimensions;
        if (vector.length == 0 || (expected != 0 && vector.length != expected)) {
            throw new IllegalArgumentException(
                    "vector: " + vector.length + " dimensions (expected: " + (expected == 0 ? ">= 1" : expected) + ")");
        }
    }
}
