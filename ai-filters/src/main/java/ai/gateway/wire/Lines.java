package ai.gateway.wire;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Finds where lines end, eight bytes at a time. */
final class Lines {

    private static final VarHandle WORD = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101010101010101L;
    private static final long HIGH_BITS = ONES << 7;
    private static final long LF = ONES * '\n';
    private static final long CR = ONES * '\r';

    private Lines() {}

    /** The first LF or CR at or behind {@code from}, or {@code to}. */
    static int end(byte[] bytes, int from, int to) {
        int i = from;
        while (i + 8 <= to) {
            long word = (long) WORD.get(bytes, i);
            long lf = word ^ LF;
            long cr = word ^ CR;
            long hits = (((lf - ONES) & ~lf) | ((cr - ONES) & ~cr)) & HIGH_BITS;
            if (hits != 0) {
                return i + (Long.numberOfTrailingZeros(hits) >>> 3);
            }
            i += 8;
        }
        while (i < to && bytes[i] != '\n' && bytes[i] != '\r') {
            i++;
        }
        return i;
    }

    /** The first LF at or behind {@code from}, or {@code to}. */
    static int feed(byte[] bytes, int from, int to) {
        int i = end(bytes, from, to);
        while (i < to && bytes[i] == '\r') {
            i = end(bytes, i + 1, to);
        }
        return i;
    }
}
