package ai.gateway.pools;

import ai.gateway.models.ModelTable;

import java.time.Duration;
import java.util.Map;

/**
 * All pools, as they are configured. Immutable.
 *
 * @param overload of the whole gateway
 * @param models what is known of them, with what is stated of them
 */
record Pools(Map<String, Pool> byName, Overload overload, ModelTable models) {

    Pools {
        byName = Map.copyOf(byName);
    }

    /**
     * How many calls are under way at a time.
     *
     * @param maxConcurrent 0 for any number
     * @param queue how many more wait
     * @param patience for how long
     */
    record Overload(int maxConcurrent, int queue, Duration patience) {}
}
