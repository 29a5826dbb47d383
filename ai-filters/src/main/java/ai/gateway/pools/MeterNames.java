package ai.gateway.pools;

import ai.gateway.provider.ApiKey;

/**
 * What meters call pools and targets. Names of models that clients have sent would make a new meter each; and so a pool that
 * nobody has configured goes by its first target's provider or route, and its targets by their providers and keys.
 */
final class MeterNames {

    private final WorkingPools working;

    MeterNames(WorkingPools working) {
        this.working = working;
    }

    String pool(PoolState pool) {
        return isConfigured(pool)
                ? pool.pool().name()
                : named(pool.nodes().get(0).member());
    }

    String target(PoolState pool, Seat seat) {
        if (isConfigured(pool)) {
            return seat.name();
        }
        ApiKey key = seat.keyHealth() == null ? null : seat.key();
        String name = named(seat.member());
        return key == null ? name : name + "#" + key.name();
    }

    private boolean isConfigured(PoolState pool) {
        return working.now().states().containsKey(pool.pool().name());
    }

    private static String named(Member member) {
        Member.Asks asks = member.asks();
        return asks == null ? member.name() : asks.provider().name();
    }
}
