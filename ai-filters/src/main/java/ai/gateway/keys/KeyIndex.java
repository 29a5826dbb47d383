package ai.gateway.keys;

import ai.gateway.access.Digest;
import ai.gateway.access.KeyHash;
import ai.gateway.access.StoredKey;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Keys by what opens with them. A table of slots, each key in the first free one from where its digest points to; there are
 * always free ones. Not a hash map of the JDK: that does less for a key that it has not got. Immutable.
 */
final class KeyIndex {

    static final KeyIndex NONE = of(List.of());

    private final List<Opening> openings;
    private final Opening[] slots;

    /** @param until when it opens nothing any more, in milliseconds since 1970 */
    record Opening(Digest digest, KeyHolder holder, long until) {

        /** Opens nothing, and takes as long to find out. */
        static final Opening NOTHING =
                new Opening(new KeyHash(new byte[] {1}).of(""), KeyHolder.NOBODY, Long.MAX_VALUE);

        boolean isNothing() {
            return holder.isNobody();
        }

        @SuppressWarnings("ShortCircuitBoolean") // the same work for all
        boolean isGood(long now) {
            return holder.isGood(now) & now < until;
        }
    }

    private KeyIndex(List<Opening> openings) {
        this.openings = List.copyOf(openings);
        this.slots = new Opening[Math.max(4, Integer.highestOneBit(openings.size()) * 4)];
        Arrays.fill(slots, Opening.NOTHING);
        openings.forEach(this::put);
    }

    static KeyIndex of(List<StoredKey> keys) {
        List<Opening> openings = new ArrayList<>();
        for (StoredKey stored : keys) {
            KeyHolder holder = KeyHolder.of(stored.key());
            StoredKey.Previous previous = stored.previous();
            openings.add(new Opening(stored.digest(), holder, Long.MAX_VALUE));
            if (previous != null) {
                openings.add(
                        new Opening(previous.digest(), holder, previous.until().toEpochMilli()));
            }
        }
        return new KeyIndex(openings);
    }

    private void put(Opening opening) {
        int at = slot(opening.digest());
        while (!slots[at].isNothing()) {
            at = next(at);
        }
        slots[at] = opening;
    }

    /** {@link Opening#NOTHING} where nobody knows it. */
    @SuppressWarnings("ShortCircuitBoolean") // the same work for all
    Opening find(Digest digest) {
        int at = slot(digest);
        while (true) {
            Opening found = slots[at];
            boolean same = found.digest().equals(digest);
            if (same | found.isNothing()) {
                return same ? found : Opening.NOTHING;
            }
            at = next(at);
        }
    }

    /** Where nobody can point to who does not know the secret of the digests. */
    private int slot(Digest digest) {
        return digest.hashCode() & (slots.length - 1);
    }

    private int next(int slot) {
        return (slot + 1) & (slots.length - 1);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof KeyIndex that && openings.equals(that.openings);
    }

    @Override
    public int hashCode() {
        return openings.hashCode();
    }

    @Override
    public String toString() {
        return "KeyIndex[" + openings.size() + "]";
    }
}
