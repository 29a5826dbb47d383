package ai.gateway.app.console;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/** The last exchanges that are over. */
final class Recent {

    /** @param number one more than that of the one before */
    record Numbered(long number, Seen seen) {}

    private final @Nullable Numbered[] ring;
    private long next;

    /** @param most how many are kept */
    Recent(int most) {
        this.ring = new Numbered[most];
    }

    synchronized void add(Seen seen) {
        ring[(int) (next % ring.length)] = new Numbered(next, seen);
        next++;
    }

    /** The number that the next one will have. */
    synchronized long next() {
        return next;
    }

    /**
     * The newest first.
     *
     * @param from the least number
     * @param before the first number that is too high
     */
    synchronized List<Numbered> list(long from, long before, int limit) {
        List<Numbered> some = new ArrayList<>(Math.min(limit, ring.length));
        long oldest = Math.max(from, next - ring.length);
        for (long number = Math.min(next, before) - 1; number >= Math.max(oldest, 0) && some.size() < limit; number--) {
            Numbered one = ring[(int) (number % ring.length)];
            if (one != null) {
                some.add(one);
            }
        }
        return some;
    }

    /** The last one of that id; null where it is not there any more. */
    @Nullable
    Seen find(String id) {
        for (Numbered each : list(0, Long.MAX_VALUE, ring.length)) {
            if (each.seen().id().equals(id)) {
                return each.seen();
            }
        }
        return null;
    }
}
