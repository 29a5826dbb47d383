package ai.gateway.hooks;

import ai.gateway.account.Demand;
import ai.gateway.hooks.Gauge.Crossing;
import ai.gateway.quota.Charge;
import ai.gateway.quota.Level;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What is known of counters; of too many, the ones that were not asked for longest are forgotten. What is told of them after
 * that has the id that it had before. Guarded by its monitor, which is held for moments.
 */
final class Gauges {

    private final int most;
    private final Map<String, Gauge> known;

    Gauges(int most) {
        this.most = most;
        this.known = new LinkedHashMap<>(16, 0.75f, /* accessOrder= */ true);
    }

    /** @param thresholds in percent, the lowest first */
    synchronized List<Crossing> stands(Demand demand, Level level, long at, boolean lacks, List<Integer> thresholds) {
        String name = demand.countedAs();
        Gauge gauge = known.get(name);
        if (gauge == null) {
            gauge = new Gauge(demand);
            known.put(name, gauge);
            if (known.size() > most) {
                known.remove(known.keySet().iterator().next());
            }
        }
        return gauge.stands(level, at, lacks, thresholds);
    }

    synchronized List<Crossing> charged(Charge charge, List<Integer> thresholds) {
        Gauge gauge = known.get(charge.counter());
        return gauge == null ? List.of() : gauge.charged(charge, thresholds);
    }

    synchronized int size() {
        return known.size();
    }
}
