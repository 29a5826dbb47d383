package ai.gateway.wire;

import java.util.Arrays;

/**
 * The index of one JSON text, in document order. A value or a name takes two ints: its kind (upper three bits) with its
 * start, and its end. A container takes a third, the place of what follows it; its content lies in between, members as
 * name and value in turn. While a container is open, its second int counts its items and its third names its parent, so
 * that the scanner needs no stack.
 */
final class Tape {

    static final int OBJECT = 0;
    static final int ARRAY = 1;
    static final int STRING = 2;
    /** A string with at least one escape. */
    static final int ESCAPED = 3;

    static final int NUMBER = 4;
    static final int TRUE = 5;
    static final int FALSE = 6;
    static final int NULL = 7;

    /** Texts must be shorter than this, so that a start leaves room for its kind. */
    static final int MAX_TEXT = 1 << 29;

    private static final int KIND = 29;
    private static final int LARGE = 1 << 20;
    private static final int MAX_ARRAY = Integer.MAX_VALUE - 8;

    final byte[] bytes;
    final int from;
    final int to;
    private final long maxInts;
    private int[] ints;
    private int used;

    Tape(byte[] bytes, int from, int to, int maxNodes) {
        this.bytes = bytes;
        this.from = from;
        this.to = to;
        this.maxInts = 3L * maxNodes;
        this.ints = new int[16 + Math.min(to - from, 8192) / 6];
    }

    int used() {
        return used;
    }

    int kind(int node) {
        return ints[node] >>> KIND;
    }

    int start(int node) {
        return ints[node] & (MAX_TEXT - 1);
    }

    int end(int node) {
        return ints[node + 1];
    }

    /** The node behind this one and all that it holds. */
    int next(int node) {
        return kind(node) <= ARRAY ? ints[node + 2] : node + 2;
    }

    /** The first name or item of a container. */
    int first(int container) {
        return container + 3;
    }

    boolean escaped(int node) {
        return kind(node) == ESCAPED;
    }

    String text(int string) {
        return JsonText.decode(bytes, start(string) + 1, end(string) - 1, escaped(string));
    }

    boolean same(int string, String text) {
        return JsonText.same(bytes, start(string) + 1, end(string) - 1, escaped(string), text);
    }

    void add(int kind, int start, int end) {
        if (ints.length - used < 3) {
            grow();
        }
        ints[used] = (kind << KIND) | start;
        ints[used + 1] = end;
        used += 2;
    }

    int open(int kind, int start, int parent) {
        int node = used;
        add(kind, start, 0);
        ints[used++] = parent;
        return node;
    }

    int parent(int open) {
        return ints[open + 2];
    }

    int items(int open) {
        return ints[open + 1];
    }

    void count(int open) {
        ints[open + 1]++;
    }

    void close(int open, int end) {
        ints[open + 1] = end;
        ints[open + 2] = used;
    }

    /** RFC 6901 pointer of a value. */
    String pointer(int target) {
        StringBuilder pointer = new StringBuilder();
        int node = 0;
        while (node != target) {
            boolean object = kind(node) == OBJECT;
            int entry = first(node);
            int index = 0;
            while (next(value(object, entry)) <= target) {
                entry = next(value(object, entry));
                index++;
            }
            pointer.append('/').append(object ? step(entry) : index);
            node = value(object, entry);
        }
        return pointer.toString();
    }

    /** RFC 6901 pointer of the last thing seen in an open container. */
    String reached(int open) {
        return reached(open, used);
    }

    /** The same, as if the tape ended before {@code end}. */
    String reached(int open, int end) {
        StringBuilder pointer = new StringBuilder();
        int child = end;
        for (int node = open; node >= 0; node = parent(node)) {
            if (first(node) < end) {
                pointer.insert(0, kind(node) == OBJECT ? step(lastName(node, child)) : items(node) - 1);
                pointer.insert(0, '/');
            }
            child = node;
        }
        return pointer.toString();
    }

    private int lastName(int openObject, int openChild) {
        int name = first(openObject);
        while (name + 2 < openChild && next(name + 2) < openChild) {
            name = next(name + 2);
        }
        return name;
    }

    private String step(int name) {
        return text(name).replace("~", "~0").replace("/", "~1");
    }

    private static int value(boolean object, int entry) {
        return object ? entry + 2 : entry;
    }

    /** Doubles while small; never beyond what the permitted nodes can fill, so that old and new fit the promise. */
    private void grow() {
        int length = ints.length;
        long larger = length < LARGE ? length * 2L : length + length / 2L;
        ints = Arrays.copyOf(ints, (int) Math.min(Math.min(larger, maxInts), MAX_ARRAY));
    }
}
