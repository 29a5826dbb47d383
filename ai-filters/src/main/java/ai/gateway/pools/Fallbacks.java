package ai.gateway.pools;

import ai.gateway.pipeline.AiExchange;
import ai.gateway.pipeline.AiUri;
import ai.gateway.pipeline.Itineraries;
import ai.gateway.pipeline.Itinerary;
import ai.gateway.pipeline.Settings;
import ai.gateway.pools.PoolsProperties.TargetProperties;
import ai.gateway.provider.Target;
import org.jspecify.annotations.Nullable;
import org.springframework.cloud.gateway.route.Route;
import org.springframework.cloud.gateway.support.ServerWebExchangeUtils;
import org.springframework.web.server.ServerWebExchange;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What the route's uri leads to, and behind it those who are asked when that fails: a pool in this order. */
final class Fallbacks implements Itineraries {

    private final AiFallbackGatewayFilterFactory.Config config;
    private final PoolItineraries pools;
    private final WorkingPools working;
    private volatile @Nullable Behind known;

    /** Those who are asked when the route's own fails, by these settings. */
    private record Behind(Settings settings, Pool pool) {}

    Fallbacks(AiFallbackGatewayFilterFactory.Config config, PoolItineraries pools, WorkingPools working) {
        this.config = config;
        this.pools = pools;
        this.working = working;
    }

    /** Throws what is wrong with the targets. */
    void check(Settings settings) {
        read(settings);
    }

    @Override
    public Itinerary of(ServerWebExchange exchange, AiExchange ai, URI uri) {
        WorkingPools.Now now = working.of(ai.settings());
        Member own = own(exchange, ai, uri, now);
        PoolState pool = now.made(this, own.name(), () -> pool(own, ai.settings()));
        return pools.itinerary(exchange, ai, pool, /* repeats= */ false);
    }

    /** Of an ordinary uri nobody knows who is there. */
    @Override
    public List<Target> prospects(AiExchange ai, URI uri) {
        List<Target> all = new ArrayList<>(pools.prospects(ai, uri));
        if (all.isEmpty() && AiUri.isAi(uri)) {
            all.add(PoolItineraries.target(ai, uri));
        }
        behind(ai.settings()).targets(ai.request().model()).forEach(all::add);
        return all;
    }

    /** An ordinary uri is one target, whatever is asked of it; behind an {@code ai://} uri, each model is one. */
    private Member own(ServerWebExchange exchange, AiExchange ai, URI uri, WorkingPools.Now now) {
        if (!AiUri.isAi(uri)) {
            Route route = exchange.getRequiredAttribute(ServerWebExchangeUtils.GATEWAY_ROUTE_ATTR);
            return Member.plain("route " + route.getId(), null);
        }
        PoolState pool = now.states().get(PoolItineraries.named(ai, uri));
        if (pool != null) {
            return Member.of(pool.pool());
        }
        Target target = PoolItineraries.target(ai, uri);
        String name = target.provider().name() + "/" + target.model();
        return Member.plain(name, PoolItineraries.asks(target));
    }

    private Pool pool(Member own, Settings settings) {
        List<Member> members = new ArrayList<>();
        members.add(own);
        members.addAll(behind(settings).members());
        int attempts = config.attempts() > 0 ? config.attempts() : members.size();
        return Pool.plain(own.name() + ", else " + config.targets(), members)
                .failingOver(config.after().isEmpty() ? FailureClass.USUAL : config.after(), attempts);
    }

    private Pool behind(Settings settings) {
        Behind behind = known;
        if (behind == null || !behind.settings().equals(settings)) {
            behind = new Behind(settings, Pool.plain(config.targets().toString(), read(settings)));
            known = behind;
        }
        return behind.pool();
    }

    private List<Member> read(Settings settings) {
        Pools read = settings.part(Pools.class);
        Map<String, Pool> known = read.byName();
        MemberReader reader = new MemberReader(settings.catalogue(), read.models()).in((where, name) -> {
            Pool pool = known.get(name);
            if (pool == null) {
                throw new IllegalArgumentException(
                        "targets: " + name + " (expected: provider/model, or a pool of " + known.keySet() + ")");
            }
            return pool;
        });
        List<Member> members = new ArrayList<>();
        for (String target : config.targets()) {
            boolean isPool =
                    target.indexOf('/') < 0 && !settings.catalogue().aliases().containsKey(target);
            members.add(reader.read(
                    "targets", isPool ? TargetProperties.ofPool(target) : TargetProperties.valueOf(target)));
        }
        return members;
    }
}
