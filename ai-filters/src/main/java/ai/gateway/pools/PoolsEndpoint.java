package ai.gateway.pools;

import ai.gateway.pipeline.SettingsHolder;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.boot.actuate.endpoint.web.annotation.WebEndpoint;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** {@code /actuator/aipools}: how the pools do at the moment, and which targets are drained. */
@WebEndpoint(id = "aipools")
final class PoolsEndpoint {

    /**
     * All of them.
     *
     * @param pools those that are configured, by name
     * @param others those that were asked for without being configured: keys of a provider, fallbacks of a route
     */
    record All(Map<String, PoolView> pools, Map<String, PoolView> others) {}

    /** @param seats which of the pool it is true of now */
    record Drained(String pool, boolean drained, List<String> seats) {}

    record Unknown(String error) {}

    private final WorkingPools working;
    private final SettingsHolder settings;

    PoolsEndpoint(WorkingPools working, SettingsHolder settings) {
        this.working = working;
        this.settings = settings;
    }

    @ReadOperation
    public All pools() {
        WorkingPools.Now now = working.of(settings.current());
        Map<String, PoolView> pools = new TreeMap<>();
        now.states().forEach((name, state) -> pools.put(name, PoolViews.of(state)));
        Map<String, PoolView> others = new TreeMap<>();
        now.unnamed().forEach(state -> others.put(state.pool().name(), PoolViews.of(state)));
        return new All(pools, others);
    }

    /** @param pool its name; what has slashes in it comes in pieces */
    @ReadOperation
    public WebEndpointResponse<Object> pool(@Selector(match = Selector.Match.ALL_REMAINING) String... pool) {
        String name = String.join("/", pool);
        PoolState state = find(name);
        return state == null ? unknown(name) : new WebEndpointResponse<>(PoolViews.of(state));
    }

    /** Takes a target out for new requests, or back in. */
    @WriteOperation
    public WebEndpointResponse<Object> drain(
            @Selector(match = Selector.Match.ALL_REMAINING) String[] pool, String target, boolean drain) {
        String name = String.join("/", pool);
        PoolState state = find(name);
        if (state == null) {
            return unknown(name);
        }
        Steering steering = new Steering(state);
        List<String> seats = steering.drain(target, drain);
        return seats.isEmpty()
                ? notFound(steering.whyNot(target))
                : new WebEndpointResponse<>(new Drained(name, drain, seats));
    }

    private @Nullable PoolState find(String name) {
        WorkingPools.Now now = working.of(settings.current());
        PoolState configured = now.states().get(name);
        return configured != null
                ? configured
                : now.unnamed().stream()
                        .filter(state -> state.pool().name().equals(name))
                        .findFirst()
                        .orElse(null);
    }

    private WebEndpointResponse<Object> unknown(String name) {
        return notFound("pool: " + name + " (expected: one of "
                + working.of(settings.current()).states().keySet().stream()
                        .sorted()
                        .toList() + ")");
    }

    private static WebEndpointResponse<Object> notFound(String why) {
        return new WebEndpointResponse<>(new Unknown(why), WebEndpointResponse.STATUS_NOT_FOUND);
    }
}
