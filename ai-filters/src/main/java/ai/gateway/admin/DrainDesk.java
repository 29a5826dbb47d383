package ai.gateway.admin;

import ai.gateway.admin.Problem.Code;
import ai.gateway.health.Draining;
import ai.gateway.health.Draining.Drained;
import ai.gateway.wire.JsonWriter;
import reactor.core.publisher.Mono;

import java.util.List;
import java.util.Set;

/** Takes targets of pools out of the traffic, and back in. */
record DrainDesk(Changes changes, Draining pools) {

    static final Set<String> MEMBERS = Set.of("pool", "target", "drain");

    List<Endpoint> endpoints() {
        return List.of(new Endpoint("POST", "/pools/drain", this::drain));
    }

    private Mono<Reply> drain(Call call) {
        call.query(Set.of());
        Members said = call.members(MEMBERS);
        String pool = said.text("pool", "");
        String target = said.text("target", "");
        boolean drain = said.flag("drain", true);
        String whyNot = pools.whyNot(pool, target);
        if (whyNot != null) {
            throw Problem.of(Code.NOT_FOUND, whyNot);
        }
        String how = new JsonWriter()
                .beginObject()
                .field("target", target)
                .endObject()
                .toString();
        return changes.doing(call, drain ? "pool.drain" : "pool.undrain", pool, how)
                .then(Mono.fromSupplier(() -> done(pools.drain(pool, target, drain), pool, drain)));
    }

    private static Reply done(Drained now, String pool, boolean drain) {
        if (now.whyNot() != null) {
            throw Problem.of(Code.NOT_FOUND, now.whyNot()); // a new configuration has come just then
        }
        JsonWriter json = new JsonWriter().beginObject().field("pool", pool).field("drained", drain);
        json.name("seats").beginArray();
        now.seats().forEach(json::value);
        return Reply.ok(json.endArray().endObject());
    }
}
