package ai.gateway.wire;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.security.SecureRandom;
import java.util.Arrays;

import static ai.gateway.wire.JsonException.Reason.DUPLICATE_KEY;

/**
 * Looks for a name that an object has twice. Names are compared as they read, not as they are written: an escape hides
 * nothing. Small objects get by with a 64-bit mask, large ones with a hash table whose seed no sender knows.
 */
final class JsonNames {

    private static final int SMALL = 16;
    private static final VarHandle WORD = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long SEED = new SecureRandom().nextLong() | 1;
    private static final long MIX = 0x9E3779B97F4A7C15L;

    private final Tape tape;
    private final int object;

    private JsonNames(Tape tape, int object) {
        this.tape = tape;
        this.object = object;
    }

    /** To be asked just before the object is closed: its members are the last on the tape. */
    static void requireDistinct(Tape tape, int object) {
        JsonNames names = new JsonNames(tape, object);
        if (tape.items(object) <= SMALL) {
            names.small();
        } else {
            names.large();
        }
    }

    private void small() {
        long seen = 0;
        for (int name = tape.first(object); name < tape.used(); name = tape.next(name + 2)) {
            long bit = 1L << slot(name);
            if ((seen & bit) != 0) {
                compareWithEarlier(name);
            }
            seen |= bit;
        }
    }

    private int slot(int name) {
        if (tape.escaped(name)) {
            byte[] plain = plain(name);
            return slot(plain, 0, plain.length);
        }
        return slot(tape.bytes, tape.start(name) + 1, tape.end(name) - 1);
    }

    /** Six bits from the length and both ends: enough to tell the names of one object apart most of the time. */
    private static int slot(byte[] bytes, int from, int to) {
        return to == from ? 0 : (bytes[from] * 5 + bytes[to - 1] * 13 + (to - from) * 7) & 63;
    }

    private void compareWithEarlier(int name) {
        for (int other = tape.first(object); other < name; other = tape.next(other + 2)) {
            requireOther(name, other);
        }
    }

    /** Open addressing; an entry holds the upper half of a name's hash beside its place on the tape. */
    private void large() {
        int size = Integer.highestOneBit(tape.items(object)) * 4;
        long[] table = new long[size];
        for (int name = tape.first(object); name < tape.used(); name = tape.next(name + 2)) {
            long hash = hash(name);
            long entry = (hash & 0xFFFFFFFF00000000L) | name;
            int slot = (int) hash & (size - 1);
            while (table[slot] != 0) {
                if ((table[slot] ^ entry) >>> 32 == 0) {
                    requireOther(name, (int) table[slot]);
                }
                slot = (slot + 1) & (size - 1);
            }
            table[slot] = entry;
        }
    }

    private long hash(int name) {
        if (tape.escaped(name)) {
            byte[] plain = plain(name);
            return hash(plain, 0, plain.length);
        }
        return hash(tape.bytes, tape.start(name) + 1, tape.end(name) - 1);
    }

    private static long hash(byte[] bytes, int from, int to) {
        long hash = SEED ^ ((to - from) * MIX);
        int i = from;
        for (; i + 8 <= to; i += 8) {
            hash = fold(hash, (long) WORD.get(bytes, i));
        }
        long tail = 0;
        for (; i < to; i++) {
            tail = (tail << 8) | (bytes[i] & 0xFF);
        }
        return fold(fold(hash, tail), MIX);
    }

    /** The 128-bit product folded in half, as in wyhash. */
    private static long fold(long hash, long word) {
        long a = hash ^ word;
        long b = (SEED * MIX) ^ Long.rotateLeft(hash, 32);
        return Math.multiplyHigh(a, b) ^ (a * b);
    }

    private void requireOther(int name, int other) {
        if (!same(name, other)) {
            return;
        }
        String text = JsonWriter.quote(JsonException.shortened(tape.text(name), 64));
        int start = tape.start(name);
        throw new JsonException(DUPLICATE_KEY, "duplicate key " + text, start, tape.reached(object, name + 2));
    }

    private boolean same(int a, int b) {
        if (tape.escaped(a) || tape.escaped(b)) {
            return Arrays.equals(plain(a), plain(b));
        }
        return Arrays.equals(tape.bytes, tape.start(a), tape.end(a), tape.bytes, tape.start(b), tape.end(b));
    }

    private byte[] plain(int name) {
        int from = tape.start(name) + 1;
        int to = tape.end(name) - 1;
        return tape.escaped(name) ? JsonText.unescape(tape.bytes, from, to) : Arrays.copyOfRange(tape.bytes, from, to);
    }
}
