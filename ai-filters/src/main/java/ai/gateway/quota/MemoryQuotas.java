package ai.gateway.quota;

import reactor.core.publisher.Mono;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * The quotas of one gateway, in its memory. All that is known is guarded by one monitor, which is held for about a microsecond:
 * so what is granted is exact. There is no thread: whoever asks takes some of what is over away first.
 */
public final class MemoryQuotas implements Quotas {

    /** Distinct counters of which something is known at the same time: some 50 MiB. */
    private static final int MOST_COUNTERS = 1 << 17;

    private static final int GIVEN_BACK_AT_ONCE = 256;

    private final LongSupplier clock;
    private final Counters counters;
    private final Map<String, Reservation> open = new HashMap<>();
    private final Ends ends = new Ends();
    private final Settled settled = new Settled();
    private long now;
    private long backwards;

    /** @param clock milliseconds since 1970 */
    public MemoryQuotas(LongSupplier clock) {
        this(clock, MOST_COUNTERS);
    }

    MemoryQuotas(LongSupplier clock, int mostCounters) {
        this.clock = clock;
        this.counters = new Counters(mostCounters);
        this.now = clock.getAsLong();
    }

    @Override
    public Mono<Grant> reserve(String id, List<Claim> claims, Duration longest) {
        return Mono.fromSupplier(() -> reserveNow(id, claims, longest.toMillis()));
    }

    @Override
    public Mono<Void> settle(String id, List<Charge> charges) {
        return Mono.fromRunnable(() -> settleNow(id, charges));
    }

    @Override
    public Mono<List<Level>> levels(List<Claim> claims) {
        return Mono.fromSupplier(() -> levelsNow(claims));
    }

    @Override
    public Mono<Void> seed(Collection<Charge> charges) {
        return Mono.fromRunnable(() -> seedNow(charges));
    }

    /** How many counters are known: for those who watch the memory. */
    synchronized int counters() {
        return counters.size();
    }

    private synchronized Grant reserveNow(String id, List<Claim> claims, long longest) {
        tick();
        Reservation known = open.get(id);
        if (known != null) {
            return new Grant(-1, levels(claims, false), known.at);
        }
        if (settled.contains(id) && !claims.isEmpty()) {
            return new Grant(0, levels(claims, false), now);
        }
        Reservation reservation = new Reservation(id, now, Sums.add(steady(), longest), claims.size());
        int refusedBy = hold(claims, reservation);
        if (refusedBy >= 0) {
            reservation.giveBack();
            List<Level> levels = levels(claims, true);
            return new Grant(longestOf(claims, levels, refusedBy), levels, now);
        }
        open.put(id, reservation);
        ends.add(reservation);
        return new Grant(-1, levels(claims, false), now);
    }

    /** Holds one after the other, since two may be of the same counter; the index of the first for which there is no room. */
    private int hold(List<Claim> claims, Reservation reservation) {
        for (int i = 0; i < claims.size(); i++) {
            Claim claim = claims.get(i);
            if (excess(claim) > 0 && claim.binding()) {
                return i;
            }
            if (claim.need() > 0) {
                reservation.hold(counters.of(claim.counter(), now), claim);
            }
        }
        return -1;
    }

    private long excess(Claim claim) {
        Counter counter = counters.find(claim.counter());
        if (counter == null) {
            return claim.need() - claim.most();
        }
        counter.see(claim.window(), now);
        return counter.excess(claim);
    }

    /** Whoever is refused by several is told of the one that takes longest: before, it would be refused again. */
    private int longestOf(List<Claim> claims, List<Level> levels, int first) {
        int longest = first;
        for (int i = 0; i < levels.size(); i++) {
            boolean refuses = claims.get(i).binding() && excess(claims.get(i)) > 0;
            if (refuses && levels.get(i).waitMillis() > levels.get(longest).waitMillis()) {
                longest = i;
            }
        }
        return longest;
    }

    private List<Level> levels(List<Claim> claims, boolean refused) {
        List<Level> levels = new ArrayList<>(claims.size());
        for (Claim claim : claims) {
            levels.add(level(claim, refused && claim.binding()));
        }
        return levels;
    }

    private Level level(Claim claim, boolean refused) {
        long excess = excess(claim);
        Counter counter = counters.find(claim.counter());
        if (counter == null) {
            return new Level(claim.most(), 0, 0, refused && excess > 0 ? Long.MAX_VALUE : 0);
        }
        if (refused && excess > 0) {
            return counter.level(claim.most(), untilRoom(claim, counter, excess));
        }
        return counter.level(claim.most(), counter.untilForgotten(claim.window(), now));
    }

    private long untilRoom(Claim claim, Counter counter, long excess) {
        if (claim.need() > claim.most()) {
            return Long.MAX_VALUE;
        }
        return claim.window() instanceof Window.AtOnce
                ? Level.UNTIL_A_CALL_ENDS
                : counter.untilRoomFor(excess, now, steady());
    }

    private synchronized void settleNow(String id, List<Charge> charges) {
        tick();
        if (settled.contains(id)) {
            return;
        }
        settled.add(id, steady());
        Reservation reservation = open.remove(id);
        if (reservation != null) {
            ends.remove(reservation);
            reservation.giveBack();
        }
        for (Charge charge : charges) {
            if (charge.used() > 0 && charge.until() > now) {
                counters.of(charge.counter(), now).charge(charge, now);
            }
        }
    }

    private synchronized List<Level> levelsNow(List<Claim> claims) {
        tick();
        return levels(claims, false);
    }

    private synchronized void seedNow(Collection<Charge> charges) {
        tick();
        for (Charge charge : charges) {
            if (charge.used() > 0 && charge.until() > now) {
                counters.of(charge.counter(), now).seed(charge, now);
            }
        }
    }

    /** Reads the clock, and gives back some of what is over. */
    private void tick() {
        long time = clock.getAsLong();
        backwards += Math.max(0, now - time);
        now = time;
        for (int i = 0; i < GIVEN_BACK_AT_ONCE; i++) {
            Reservation over = ends.over(steady());
            if (over == null) {
                return;
            }
            ends.remove(over);
            open.remove(over.id);
            over.giveBack();
        }
    }

    /** A time that never goes back: when the clock does, it stands still for that moment. */
    private long steady() {
        return now + backwards;
    }
}
