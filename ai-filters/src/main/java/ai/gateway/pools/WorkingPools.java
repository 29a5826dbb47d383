package ai.gateway.pools;

import ai.gateway.models.ModelTable;
import ai.gateway.pipeline.Settings;
import ai.gateway.provider.Target;

import java.time.Duration;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** The pools of the settings in force, at work. */
final class WorkingPools {

    /** Clients ask for few models; a flood of made-up names must not fill the memory. */
    private static final int MOST_MADE = 1024;

    private record Made(Object by, String name) {}

    private final PoolStates states;
    private final Supplier<Settings> inForce;
    private volatile Now current;
    private volatile Now before;

    /** @param inForce what a new exchange would begin with */
    WorkingPools(PoolStates states, Supplier<Settings> inForce) {
        this.states = states;
        this.inForce = inForce;
        Pools.Overload any = new Pools.Overload(0, 0, Duration.ofSeconds(1));
        this.current = new Now(new Pools(Map.of(), any, ModelTable.load()), Map.of());
        this.before = current;
    }

    /** The pools of one reading of the configuration. */
    final class Now {

        private final Pools pools;
        private final Map<String, PoolState> named;
        private final Map<Made, PoolState> made = new ConcurrentHashMap<>();

        Now(Pools pools, Map<String, PoolState> named) {
            this.pools = pools;
            this.named = named;
        }

        Map<String, PoolState> states() {
            return named;
        }

        /** Those that nobody has configured, and that were asked for. */
        Collection<PoolState> unnamed() {
            return List.copyOf(made.values());
        }

        /** The keys of a provider, as a pool. */
        PoolState keys(Target target) {
            String name = target.provider().name() + "/" + target.model();
            return made(this, name, () -> pool(name, target));
        }

        /** A pool that nobody has configured: made when it is first asked for, once for whoever wants it by that name. */
        PoolState made(Object by, String name, Supplier<Pool> pool) {
            Made key = new Made(by, name);
            PoolState known = made.get(key);
            if (known != null) {
                return known;
            }
            PoolState fresh = states.of(pool.get(), new HashMap<>(named));
            if (made.size() < MOST_MADE) {
                made.put(key, fresh);
            }
            return fresh;
        }
    }

    /** Of one reading: to compare all that is in them would take longer than to ask a provider. */
    private static boolean isSame(Object one, Object other) {
        return one == other;
    }

    /** Exchanges that began with the settings before these go on with them. */
    Now of(Settings settings) {
        Pools pools = settings.part(Pools.class);
        Now now = current;
        if (isSame(now.pools, pools)) {
            return now;
        }
        Now old = before;
        return isSame(old.pools, pools) ? old : replaced(pools);
    }

    /** Those in force, since an exchange has asked them. */
    Now now() {
        return current;
    }

    private synchronized Now replaced(Pools pools) {
        if (isSame(current.pools, pools)) {
            return current;
        }
        boolean isNew = isSame(inForce.get().part(Pools.class), pools);
        if (isNew) {
            states.limitBy(pools); // an exchange that is late must not bring back the limits with which it began
        }
        Now next = new Now(pools, states.of(pools));
        before = isNew ? current : next;
        current = isNew ? next : current;
        return next;
    }

    private static Pool pool(String name, Target target) {
        int keys = target.provider().keys().size();
        return Pool.plain(name, List.of(Member.plain(name, PoolItineraries.asks(target))))
                .failingOver(EnumSet.of(FailureClass.KEY, FailureClass.RATE_LIMIT), Math.min(keys, 5));
    }
}
