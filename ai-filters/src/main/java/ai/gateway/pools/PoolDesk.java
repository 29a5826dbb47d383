package ai.gateway.pools;

import ai.gateway.health.Draining;
import ai.gateway.pipeline.SettingsHolder;
import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/** Where operators look at the pools of the settings in force, and take targets out of the traffic. */
public final class PoolDesk implements Draining {

    /**
     * All of them.
     *
     * @param pools those that are configured, by name
     * @param others those that were asked for without being configured: keys of a provider, fallbacks of a route
     */
    public record All(Map<String, PoolView> pools, Map<String, PoolView> others) {}

    private final WorkingPools working;
    private final Supplier<SettingsHolder> settings;

    PoolDesk(WorkingPools working, Supplier<SettingsHolder> settings) {
        this.working = working;
        this.settings = settings;
    }

    private WorkingPools.Now now() {
        return working.of(settings.get().current());
    }

    public All all() {
        WorkingPools.Now now = now();
        Map<String, PoolView> pools = new TreeMap<>();
        now.states().forEach((name, state) -> pools.put(name, PoolViews.of(state)));
        Map<String, PoolView> others = new TreeMap<>();
        now.unnamed().forEach(state -> others.put(state.pool().name(), PoolViews.of(state)));
        return new All(pools, others);
    }

    /** One of them; null where there is none of that name. */
    public @Nullable PoolView one(String name) {
        PoolState state = find(name);
        return state == null ? null : PoolViews.of(state);
    }

    @Override
    public Drained drain(String pool, String target, boolean drain) {
        PoolState state = find(pool);
        if (state == null) {
            return new Drained(List.of(), unknown(pool));
        }
        Steering steering = new Steering(state);
        return new Drained(steering.drain(target, drain), steering.whyNot(target));
    }

    @Override
    public @Nullable String whyNot(String pool, String target) {
        PoolState state = find(pool);
        return state == null ? unknown(pool) : new Steering(state).whyNot(target);
    }

    /** What is wrong with that name. */
    String unknown(String pool) {
        return "pool: " + pool + " (expected: one of "
                + now().states().keySet().stream().sorted().toList() + ")";
    }

    private @Nullable PoolState find(String name) {
        WorkingPools.Now now = now();
        PoolState configured = now.states().get(name);
        return configured != null
                ? configured
                : now.unnamed().stream()
                        .filter(state -> state.pool().name().equals(name))
                        .findFirst()
                        .orElse(null);
    }
}
