package ai.gateway.quota;

import java.util.Arrays;

/**
 * Who has settled lately: whoever settles again within a few minutes is known, if not too many came after. Two generations of
 * numbers made of ids, in arrays that stay: as many objects would be what the collector has most to do with.
 */
final class Settled {

    private static final long REMEMBERED_MILLIS = 5 * 60_000;
    private static final int MOST = 1 << 15;

    private long[] young = new long[2 * MOST];
    private long[] old = new long[2 * MOST];
    private int size;
    private long since;

    boolean contains(String id) {
        long number = number(id);
        return young[place(young, number)] == number || old[place(old, number)] == number;
    }

    /** @param now of the time that never goes back */
    void add(String id, long now) {
        if (size == MOST || now - since > REMEMBERED_MILLIS) {
            long[] forgotten = old;
            old = young;
            young = forgotten;
            Arrays.fill(young, 0);
            size = 0;
            since = now;
        }
        long number = number(id);
        young[place(young, number)] = number;
        size++;
    }

    /** Where it is, or could be: at most half of the places are taken. */
    private static int place(long[] table, long number) {
        int place = (int) number & table.length - 1;
        while (table[place] != 0 && table[place] != number) {
            place = place + 1 & table.length - 1;
        }
        return place;
    }

    /** Not 0. That two of those remembered have the same is as likely as one in some 10^15. */
    private static long number(String id) {
        long mixed = 0;
        for (int i = 0; i < id.length(); i++) {
            mixed = (mixed ^ id.charAt(i)) * 0x9E3779B97F4A7C15L;
            mixed ^= mixed >>> 32;
        }
        return mixed == 0 ? 1 : mixed;
    }
}
