package ai.gateway.pools;

import ai.gateway.health.AdaptiveLimit;
import ai.gateway.health.Gate;
import org.jspecify.annotations.Nullable;

/**
 * How many calls a target has at a time.
 *
 * @param adaptive finds out how many it bears; null where the number is fixed
 */
record Limit(Gate gate, @Nullable AdaptiveLimit adaptive) {

    /** A call has ended well. */
    void answered(long nanos) {
        if (adaptive != null) {
            int next = adaptive.observe(nanos, gate.inUse());
            if (next != gate.limit()) {
                gate.limit(next);
            }
        }
    }
}
