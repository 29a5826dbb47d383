package ai.gateway.pools;

import ai.gateway.health.Draining;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.boot.actuate.endpoint.web.annotation.WebEndpoint;

import java.util.List;

/** {@code /actuator/aipools}: how the pools do at the moment, and which targets are drained. */
@WebEndpoint(id = "aipools")
final class PoolsEndpoint {

    /** @param seats which of the pool it is true of now */
    record Drained(String pool, boolean drained, List<String> seats) {}

    record Unknown(String error) {}

    private final PoolDesk desk;

    PoolsEndpoint(PoolDesk desk) {
        this.desk = desk;
    }

    @ReadOperation
    public PoolDesk.All pools() {
        return desk.all();
    }

    /** @param pool its name; what has slashes in it comes in pieces */
    @ReadOperation
    public WebEndpointResponse<Object> pool(@Selector(match = Selector.Match.ALL_REMAINING) String... pool) {
        String name = String.join("/", pool);
        PoolView view = desk.one(name);
        return view == null ? notFound(desk.unknown(name)) : new WebEndpointResponse<>(view);
    }

    /** Takes a target out for new requests, or back in. */
    @WriteOperation
    public WebEndpointResponse<Object> drain(
            @Selector(match = Selector.Match.ALL_REMAINING) String[] pool, String target, boolean drain) {
        String name = String.join("/", pool);
        Draining.Drained done = desk.drain(name, target, drain);
        return done.whyNot() == null
                ? new WebEndpointResponse<>(new Drained(name, drain, done.seats()))
                : notFound(done.whyNot());
    }

    private static WebEndpointResponse<Object> notFound(@Nullable String why) {
        return new WebEndpointResponse<>(new Unknown(String.valueOf(why)), WebEndpointResponse.STATUS_NOT_FOUND);
    }
}
