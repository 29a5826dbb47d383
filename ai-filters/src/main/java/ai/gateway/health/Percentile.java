package ai.gateway.health;

import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.function.LongSupplier;

/**
 * An estimate of the value that a given share of the latest samples stays below: when an answer is late. A sample is two
 * stores into a ring; who asks for the estimate sorts, when so many have come since, or when it has got old. A sample that is seen
 * half stored counts with its predecessor's age, once, which is no matter for an estimate.
 */
public final class Percentile {

    /** Fewer live samples than that say nothing of a percentile. */
    private static final int ENOUGH = 20;

    /** So many samples pass before they are sorted again. */
    private static final int EVERY = 16;

    /** An estimate is this share of the window old at most. */
    private static final int AGES = 8;

    private record Estimate(long nanos, long at, long count) {}

    private final double quantile;
    private final long window;
    private final LongSupplier ticker;
    private final AtomicLongArray values;
    private final AtomicLongArray stamps;
    private final AtomicLong count = new AtomicLong();
    private final AtomicBoolean sorting = new AtomicBoolean();
    private final long[] scratch;
    private volatile Estimate estimate;

    /**
     * @param quantile between 0 and 1
     * @param samples how many are kept
     * @param window for how long
     */
    public Percentile(double quantile, int samples, Duration window, LongSupplier ticker) {
        Checks.that("quantile", quantile, quantile > 0 && quantile < 1, "> 0 and < 1");
        Checks.atLeast("samples", samples, ENOUGH);
        Checks.positive("window", window);
        this.quantile = quantile;
        this.window = window.toNanos();
        this.ticker = ticker;
        this.values = new AtomicLongArray(samples);
        this.stamps = new AtomicLongArray(samples);
        this.scratch = new long[samples];
        this.estimate = new Estimate(-1, ticker.getAsLong(), 0);
    }

    /** What 95 of 100 stay below, by the last 512 of the last minute. */
    public static Percentile p95(LongSupplier ticker) {
        return new Percentile(0.95, 512, Duration.ofMinutes(1), ticker);
    }

    public void add(long nanos) {
        long now = ticker.getAsLong();
        long before = count.getAndIncrement();
        int slot = (int) (before % values.length());
        values.set(slot, nanos);
        stamps.set(slot, now);
    }

    /** -1 where there are too few samples. */
    public long nanos() {
        long now = ticker.getAsLong();
        long fresh = count.get() - estimate.count;
        if (fresh >= EVERY || (fresh > 0 && estimate.nanos < 0) || now - estimate.at >= window / AGES) {
            sort(now);
        }
        return estimate.nanos;
    }

    private void sort(long now) {
        if (!sorting.compareAndSet(false, true)) {
            return;
        }
        try {
            long counted = count.get();
            int live = collect(now);
            Arrays.sort(scratch, 0, live);
            estimate = new Estimate(live < ENOUGH ? -1 : scratch[(int) Math.ceil(quantile * live) - 1], now, counted);
        } finally {
            sorting.set(false);
        }
    }

    private int collect(long now) {
        int filled = (int) Math.min(count.get(), values.length());
        int live = 0;
        for (int i = 0; i < filled; i++) {
            if (now - stamps.get(i) < window) {
                scratch[live++] = values.get(i);
            }
        }
        return live;
    }
}
