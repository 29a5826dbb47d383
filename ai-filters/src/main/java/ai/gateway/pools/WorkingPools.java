package ai.gateway.pools;

import ai.gateway.pipeline.Settings;
import ai.gateway.provider.Provider;
import ai.gateway.provider.Target;

import java.time.Duration;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The pools of the settings in force, at work. */
final class WorkingPools {

    /** Clients ask for few models; a flood of made-up names must not fill the memory. */
    private static final int MOST_KEY_POOLS = 1024;

    private final PoolStates states;
    private volatile Now current;
    private volatile Now before;

    WorkingPools(PoolStates states) {
        this.states = states;
        this.current = new Now(new Pools(Map.of(), new Pools.Overload(0, 0, Duration.ofSeconds(1))), Map.of());
        this.before = current;
    }

    /** The pools of one reading of the configuration. */
    final class Now {

        private final Pools pools;
        private final Map<String, PoolState> named;
        private final Map<String, PoolState> keys = new ConcurrentHashMap<>();

        Now(Pools pools, Map<String, PoolState> named) {
            this.pools = pools;
            this.named = named;
        }

        Map<String, PoolState> states() {
            return named;
        }

        /** Those that nobody has configured, and that were asked for. */
        Collection<PoolState> unnamed() {
            return List.copyOf(keys.values());
        }

        /** The keys of a provider, as a pool. */
        PoolState keys(Target target) {
            Provider provider = target.provider();
            String name = provider.name() + "/" + target.model();
            PoolState known = keys.get(name);
            if (known != null && isOf(known, provider)) {
                return known;
            }
            PoolState made = states.of(pool(name, target), new HashMap<>());
            if (keys.size() < MOST_KEY_POOLS) {
                keys.put(name, made);
            }
            return made;
        }
    }

    private static boolean isOf(PoolState state, Provider provider) {
        Member.Asks asks = state.nodes().get(0).member().asks();
        return asks != null && isSame(asks.provider(), provider);
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

    /** Those that exchanges have asked last. */
    Now now() {
        return current;
    }

    private synchronized Now replaced(Pools pools) {
        if (isSame(current.pools, pools)) {
            return current;
        }
        Now next = new Now(pools, states.of(pools));
        before = current;
        current = next;
        return next;
    }

    private static Pool pool(String name, Target target) {
        Member member = Member.plain(name, PoolItineraries.asks(target));
        return new Pool(
                name,
                List.of(member),
                Strategy.ORDERED,
                new Pool.By(Pool.By.Kind.CONVERSATION, ""),
                -1,
                List.of(),
                new Pool.Failover(
                        EnumSet.of(FailureClass.KEY, FailureClass.RATE_LIMIT),
                        Math.min(target.provider().keys().size(), 5),
                        null,
                        Duration.ofMillis(200),
                        1),
                new Pool.Hedge(Duration.ZERO, 0),
                null,
                null,
                new Pool.Queue(0, Duration.ofSeconds(1)),
                Resume.NEVER);
    }
}
