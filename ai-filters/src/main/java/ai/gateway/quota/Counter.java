package ai.gateway.quota;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * What is used and held of one thing, in the parts of its window. What is held counts in the part in which it was granted, as
 * what is used of it will: a call that outlasts its window takes nothing from the next one.
 */
final class Counter {

    /** What is held at once counts until it is given back. */
    private static final long FOR_EVER = Long.MAX_VALUE;

    private final List<Part> parts = new ArrayList<>(1);
    private long used;
    private long held;
    private int holds;
    private long firstOver = FOR_EVER;
    private long seen = Long.MIN_VALUE;
    private boolean wentBack;
    private long heldUntil;

    /** Forgets what is over. What was used in a time that has not come, since the clock went back, counts as if it were now. */
    void see(Window window, long now) {
        look(now);
        if (wentBack) {
            wentBack = false;
            long end = window.until(window.slot(now));
            for (Part part : parts) {
                if (part.slot > now) {
                    part.until = Math.min(part.until, end);
                    firstOver = Math.min(firstOver, part.until);
                }
            }
        }
        if (firstOver <= now) {
            forget(now);
        }
    }

    private void look(long now) {
        wentBack |= now < seen;
        seen = now;
    }

    private void forget(long now) {
        firstOver = FOR_EVER;
        for (int i = parts.size() - 1; i >= 0; i--) {
            Part part = parts.get(i);
            if (part.until <= now) {
                part.over = true;
                used -= part.used;
                held -= part.held;
                parts.remove(i);
            } else {
                firstOver = Math.min(firstOver, part.until);
            }
        }
    }

    /** How much too much it would be, with that; not above 0 if there is room. */
    long excess(Claim claim) {
        return Sums.add(Sums.add(used, held), claim.need()) - claim.most();
    }

    /** @param until when it gives itself back */
    Part hold(Claim claim, long now, long until) {
        look(now);
        Part part = partFor(claim.window(), now);
        part.held += claim.need();
        held += claim.need();
        holds++;
        heldUntil = Math.max(heldUntil, until);
        return part;
    }

    private Part partFor(Window window, long now) {
        if (window instanceof Window.AtOnce) {
            return part(0, FOR_EVER);
        }
        long slot = window.slot(now);
        return part(slot, window.until(slot));
    }

    void giveBack(Part part, long need) {
        part.held -= need;
        holds--;
        if (!part.over) {
            held -= need;
        }
        if (holds == 0) {
            heldUntil = Long.MIN_VALUE;
        }
    }

    void charge(Charge charge, long now) {
        Part part = partOf(charge, now);
        if (part != null) {
            part.used = Sums.add(part.used, charge.used());
            used = Sums.add(used, charge.used());
        }
    }

    void seed(Charge charge, long now) {
        Part part = partOf(charge, now);
        if (part != null && part.used < charge.used()) {
            used = Sums.add(used, charge.used() - part.used);
            part.used = charge.used();
        }
    }

    private @Nullable Part partOf(Charge charge, long now) {
        look(now);
        long until = charge.until();
        if (charge.slot() > now && until != FOR_EVER) {
            until = Math.min(until, now + (until - charge.slot()));
        }
        return until <= now || charge.until() <= charge.slot() ? null : part(charge.slot(), until);
    }

    private Part part(long slot, long until) {
        for (int i = parts.size() - 1; i >= 0; i--) {
            Part part = parts.get(i);
            if (part.slot == slot) {
                part.until = Math.max(part.until, until);
                return part;
            }
        }
        Part part = new Part(slot, until);
        parts.add(part);
        firstOver = Math.min(firstOver, until);
        return part;
    }

    Level level(long most, long waitMillis) {
        return new Level(most, used, held, waitMillis);
    }

    /** Until nothing that counts now does. */
    long untilForgotten(Window window, long now) {
        long last = lastOver();
        return window instanceof Window.AtOnce || last == 0 ? 0 : left(last, now);
    }

    private long lastOver() {
        long last = 0;
        for (Part part : parts) {
            if (part.used > 0 || part.held > 0) {
                last = Math.max(last, part.until);
            }
        }
        return last;
    }

    /**
     * Until that much counts no more, with all that is held now used in full, or given back by itself.
     *
     * @param steady the time that never goes back, by which holds end
     */
    long untilRoomFor(long excess, long now, long steady) {
        List<long[]> ends = new ArrayList<>(2 * parts.size());
        long heldEnds = now + Math.max(0, heldUntil - steady);
        for (Part part : parts) {
            ends.add(new long[] {part.until, part.used});
            ends.add(new long[] {Math.min(part.until, heldEnds), part.held});
        }
        ends.sort(Comparator.comparingLong(end -> end[0]));
        long still = excess;
        for (long[] end : ends) {
            still -= end[1];
            if (still <= 0) {
                return left(end[0], now);
            }
        }
        return FOR_EVER;
    }

    private static long left(long until, long now) {
        return until == FOR_EVER ? FOR_EVER : Math.max(1, until - now);
    }

    boolean isHeld() {
        return holds > 0;
    }

    /** Whether nothing would be lost with it. */
    boolean isIdle(long now) {
        if (firstOver <= now) {
            forget(now);
        }
        return holds == 0 && used == 0;
    }

    /** Until something would be lost with it. */
    long worthUntil() {
        return lastOver();
    }
}
