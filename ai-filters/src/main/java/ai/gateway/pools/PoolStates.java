package ai.gateway.pools;

import ai.gateway.health.AttemptBudget;
import ai.gateway.health.BreakerSettings;
import ai.gateway.health.Health;
import ai.gateway.health.HealthSettings;
import ai.gateway.health.Healths;
import ai.gateway.health.Percentile;
import ai.gateway.provider.ApiKey;
import ai.gateway.provider.Provider;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;

/** Puts pools to work. The health of their targets is older than they are, and outlives them. */
final class PoolStates {

    /** How many extra attempts may be saved up. */
    private static final int RETRIES_SAVED = 10;

    private static final int HEDGES_SAVED = 5;

    private final Healths healths;
    private final Healths unbroken;
    private final LongSupplier ticker;
    private final Limits limits;

    /**
     * @param healths of those who have a breaker
     * @param unbroken of those who have none
     */
    PoolStates(Healths healths, Healths unbroken, LongSupplier ticker) {
        this.healths = healths;
        this.unbroken = unbroken;
        this.ticker = ticker;
        this.limits = new Limits(ticker);
    }

    /** From now on targets have as many calls as these say, also where they are at work for those before. */
    void limitBy(Pools inForce) {
        limits.use(inForce);
    }

    Map<String, PoolState> of(Pools pools) {
        Map<String, PoolState> states = new HashMap<>();
        pools.byName().values().forEach(pool -> of(pool, states));
        return Map.copyOf(states);
    }

    /** @param known those that others may be in */
    PoolState of(Pool pool, Map<String, PoolState> known) {
        PoolState state = known.get(pool.name());
        if (state != null) {
            return state;
        }
        List<Node> nodes = new ArrayList<>();
        for (int i = 0; i < pool.members().size(); i++) {
            nodes.add(node(pool, pool.members().get(i), limits.of(pool, i), known));
        }
        PoolState made = new PoolState(
                pool,
                nodes,
                new AtomicInteger(),
                new AttemptBudget(pool.failover().budget(), RETRIES_SAVED),
                new AttemptBudget(pool.hedge().share(), HEDGES_SAVED),
                Percentile.p95(ticker),
                pool.mirror() == null ? null : node(pool, pool.mirror().to(), null, known),
                limits.of(pool));
        known.put(pool.name(), made);
        return made;
    }

    private Node node(Pool pool, Member member, @Nullable Limit limit, Map<String, PoolState> known) {
        return member.pool() != null
                ? new Node(member, List.of(), of(member.pool(), known))
                : new Node(member, seats(pool, member, limit), null);
    }

    private List<Seat> seats(Pool pool, Member member, @Nullable Limit limit) {
        Member.Asks asks = member.asks();
        if (asks == null || asks.provider().keys().isEmpty()) {
            return List.of(new Seat(member, null, health(pool, member.name()), null, limit));
        }
        Provider provider = asks.provider();
        List<Seat> seats = new ArrayList<>();
        for (ApiKey key : keys(asks)) {
            boolean only = provider.keys().size() == 1;
            String name = only ? member.name() : provider.name() + "/" + asks.model() + "#" + key.name();
            Health ofKey = only ? null : unbroken.of(provider.name() + "#" + key.name(), HealthSettings.DEFAULT);
            seats.add(new Seat(member, key, health(pool, name), ofKey, limit));
        }
        return seats;
    }

    private static List<ApiKey> keys(Member.Asks asks) {
        return asks.provider().keys().stream()
                .filter(key -> asks.key() == null || asks.key().equals(key.name()))
                .toList();
    }

    private Health health(Pool pool, String target) {
        String id = pool.name() + ":" + target;
        BreakerSettings breaker = pool.breaker();
        return breaker == null
                ? unbroken.of(id, HealthSettings.DEFAULT)
                : healths.of(id, HealthSettings.DEFAULT.withBreaker(breaker));
    }
}
