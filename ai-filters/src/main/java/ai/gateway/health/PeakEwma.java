package ai.gateway.health;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * A moving average of costs that looks up at once and down slowly: a sample above it is taken as it is, one below it is
 * approached by as much as the time since the last one says. Without samples it falls towards zero, so that what was slow
 * is tried again. After the load balancer of Twitter's Finagle, but reading changes nothing here: there, what is read often
 * forgets between any two samples.
 */
final class PeakEwma {

    private record Average(double cost, long at) {}

    private final LongSupplier ticker;
    private final Shared<Average> average;
    private volatile double tau;

    PeakEwma(Duration tau, LongSupplier ticker) {
        this.ticker = ticker;
        this.tau = tau.toNanos();
        this.average = new Shared<>(new Average(0, ticker.getAsLong()));
    }

    void tau(Duration next) {
        tau = next.toNanos();
    }

    void observe(double cost) {
        while (true) {
            Average before = average.get();
            long now = ticker.getAsLong();
            if (average.replace(before, new Average(next(before, cost, now), now))) {
                return;
            }
        }
    }

    /** The cost is at least that: it was not paid to the end. */
    void observeAtLeast(double cost) {
        if (cost > value()) {
            observe(cost);
        }
    }

    /** 0 where nothing is known, or not any more. */
    double value() {
        Average last = average.get();
        return last.cost * weight(last, ticker.getAsLong());
    }

    private double next(Average before, double cost, long now) {
        if (cost > before.cost) {
            return cost;
        }
        double weight = weight(before, now);
        return before.cost * weight + cost * (1 - weight);
    }

    /** Another thread may have read a later time before. */
    private double weight(Average last, long now) {
        return Math.exp(-Math.max(0, now - last.at) / tau);
    }
}
