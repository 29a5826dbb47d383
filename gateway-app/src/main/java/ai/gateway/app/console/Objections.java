package ai.gateway.app.console;

import ai.gateway.guard.Tally;
import ai.gateway.judge.Matter.Side;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.LongSupplier;

/** What guards have objected to since the gateway began, and the last of it. Of a fixed size. */
final class Objections implements Tally {

    private static final int MOST_LAST = 200;
    private static final int MOST_KINDS = 500;

    /** What was objected to, where, and what became of it. */
    record Kind(String route, String guard, String rule, String side, String action) {

        Kind withoutRule() {
            return new Kind(route, guard, Traffic.OTHER, side, action);
        }
    }

    /** @param at in milliseconds since 1970 */
    record One(long at, Kind kind) {}

    private final LongSupplier millis;
    private final Deque<One> last = new ArrayDeque<>();
    private final Map<Kind, Long> counts = new HashMap<>();

    Objections(LongSupplier millis) {
        this.millis = millis;
    }

    @Override
    public synchronized void objected(What what, Side side, String action) {
        Kind kind =
                new Kind(what.route(), what.guard(), what.rule(), side.name().toLowerCase(Locale.ROOT), action);
        boolean known = counts.containsKey(kind) || counts.size() < MOST_KINDS;
        counts.merge(known ? kind : kind.withoutRule(), 1L, Long::sum);
        last.addFirst(new One(millis.getAsLong(), kind));
        if (last.size() > MOST_LAST) {
            last.removeLast();
        }
    }

    synchronized Map<Kind, Long> counts() {
        return Map.copyOf(counts);
    }

    /** The newest first. */
    synchronized List<One> last() {
        return List.copyOf(last);
    }
}
