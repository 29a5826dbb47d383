package ai.gateway.health;

import java.time.Duration;
import java.util.function.LongSupplier;

/** Which share of the calls has failed lately. A call counts the less the older it is. */
final class FailureShare {

    /** Fewer calls than that, by what they still count, prove nothing. */
    private static final double EVIDENCE = 3;

    /** Three calls within a moment have faded by this much when they are looked at. */
    private static final double SLACK = 1e-3;

    private record Counts(double failures, double calls, long at) {}

    private final LongSupplier ticker;
    private final Shared<Counts> counts;
    private volatile double tau;

    FailureShare(Duration tau, LongSupplier ticker) {
        this.ticker = ticker;
        this.tau = tau.toNanos();
        this.counts = new Shared<>(new Counts(0, 0, ticker.getAsLong()));
    }

    void tau(Duration next) {
        tau = next.toNanos();
    }

    void succeeded() {
        add(0);
    }

    void failed() {
        add(1);
    }

    /** Between 0 and 1; 0 where there was no call. */
    double share() {
        Counts seen = counts.get();
        return seen.calls == 0 ? 0 : seen.failures / seen.calls;
    }

    /** Whether enough is known, and fresh enough, to say that the share has come to {@code limit}. */
    boolean hasReached(double limit) {
        Counts seen = counts.get();
        double calls = seen.calls * weight(seen, ticker.getAsLong());
        return calls > EVIDENCE - SLACK && seen.failures >= limit * seen.calls;
    }

    private void add(int failures) {
        while (true) {
            Counts before = counts.get();
            long now = ticker.getAsLong();
            double weight = weight(before, now);
            Counts after = new Counts(before.failures * weight + failures, before.calls * weight + 1, now);
            if (counts.replace(before, after)) {
                return;
            }
        }
    }

    private double weight(Counts last, long now) {
        return Math.exp(-Math.max(0, now - last.at) / tau);
    }
}
