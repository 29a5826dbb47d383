package ai.gateway.health;

import java.util.function.LongSupplier;

/**
 * Finds out how many requests at a time a target bears: as long as answers take no longer than in the long run, the limit
 * grows by its square root; when they take longer by more than the tolerance, it shrinks in proportion. After Gradient2 of
 * Netflix's concurrency-limits, with two changes: what the long run is hardly follows answers that get slower while the limit
 * is used up, or a queue that stays would become what is usual and the limit would grow for ever; and the room that a
 * limit has to grow is its square root instead of 4, because limits of models are small.
 */
public final class AdaptiveLimit {

    /** Samples are averaged over windows of so many calls at least … */
    private static final int WINDOW_CALLS = 10;

    /** … and of that time at least. */
    private static final long WINDOW_NANOS = 1_000_000_000;

    /** How much of a window that is faster goes into the long run. */
    private static final double FASTER = 1 / 30.0;

    /** How much of one that is slower, and in which the limit held nobody back: the target or its work has changed. */
    private static final double SLOWER = 1 / 300.0;

    /** How much of one that is slower while the limit held others back: most likely the limit is too high. */
    private static final double SLOWER_AT_THE_LIMIT = 1 / 10_000.0;

    /** A limit loses half of itself at once, at most. */
    private static final double STEEPEST = 0.5;

    /**
     * @param tolerance how many times the long run's time answers may take before the limit shrinks
     * @param smoothing which part of the way to a new limit is gone at a time, between 0 and 1
     */
    public record Settings(int min, int max, int initial, double tolerance, double smoothing) {

        public static final Settings DEFAULT = new Settings(2, 1000, 20, 1.5, 0.2);

        public Settings {
            Checks.atLeast("min", min, 1);
            Checks.atLeast("max", max, min);
            Checks.that("initial", initial, initial >= min && initial <= max, min + " to " + max);
            Checks.that("tolerance", tolerance, tolerance >= 1, ">= 1");
            Checks.that("smoothing", smoothing, smoothing > 0 && smoothing <= 1, "> 0 and <= 1");
        }
    }

    /**
     * @param longRun 0 before the first window is full
     * @param peak how many were under way at most in this window
     */
    private record State(double limit, double longRun, double sum, int calls, int peak, long since) {

        State with(long nanos, int inFlight) {
            return new State(limit, longRun, sum + nanos, calls + 1, Math.max(peak, inFlight), since);
        }
    }

    private final Settings settings;
    private final LongSupplier ticker;
    private final Shared<State> state;

    public AdaptiveLimit(Settings settings, LongSupplier ticker) {
        this.settings = settings;
        this.ticker = ticker;
        this.state = new Shared<>(new State(settings.initial(), 0, 0, 0, 0, ticker.getAsLong()));
    }

    public int limit() {
        return (int) state.get().limit;
    }

    /**
     * A call has ended well.
     *
     * @param inFlight how many were under way with it
     * @return the limit from now on
     */
    public int observe(long nanos, int inFlight) {
        while (true) {
            State before = state.get();
            long now = ticker.getAsLong();
            State after = before.with(nanos, inFlight);
            if (after.calls >= WINDOW_CALLS && now - after.since >= WINDOW_NANOS) {
                after = next(after, now);
            }
            if (state.replace(before, after)) {
                return (int) after.limit;
            }
        }
    }

    private State next(State full, long now) {
        double shortRun = Math.max(1, full.sum / full.calls);
        double longRun = longRun(full, shortRun);
        // Who asks for less than half of what he may shows nothing of how much would be too much.
        double limit = full.peak < full.limit / 2 ? full.limit : limit(full.limit, longRun / shortRun);
        return new State(limit, longRun, 0, 0, 0, now);
    }

    private static double longRun(State full, double shortRun) {
        double before = full.longRun;
        if (before == 0) {
            return shortRun;
        }
        double slower = full.peak >= (int) full.limit ? SLOWER_AT_THE_LIMIT : SLOWER;
        return before + (shortRun - before) * (shortRun < before ? FASTER : slower);
    }

    private double limit(double before, double longPerShort) {
        double gradient = Math.max(STEEPEST, Math.min(1, settings.tolerance() * longPerShort));
        double wanted = before * gradient + Math.sqrt(before);
        double smoothed = before + (wanted - before) * settings.smoothing();
        return Math.max(settings.min(), Math.min(settings.max(), smoothed));
    }
}
