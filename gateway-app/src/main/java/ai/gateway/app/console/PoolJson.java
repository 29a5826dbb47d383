package ai.gateway.app.console;

import ai.gateway.pools.PoolDesk;
import ai.gateway.pools.PoolView;
import ai.gateway.pools.PoolView.LimitView;
import ai.gateway.pools.PoolView.SeatView;
import ai.gateway.pools.PoolView.TargetView;
import ai.gateway.wire.JsonWriter;
import org.jspecify.annotations.Nullable;

import java.util.Map;

/** Pools as the page reads them: the members of the actuator's endpoint, and the name of each. */
final class PoolJson {

    private PoolJson() {}

    static JsonWriter of(PoolDesk.All all) {
        JsonWriter json = new JsonWriter().beginObject();
        write(json.name("pools"), all.pools());
        write(json.name("others"), all.others());
        return json.endObject();
    }

    private static void write(JsonWriter json, Map<String, PoolView> pools) {
        json.beginArray();
        pools.forEach((name, pool) -> {
            json.beginObject()
                    .field("name", name)
                    .field("strategy", pool.strategy())
                    .field("retries_left", pool.retriesLeft())
                    .field("hedges_left", pool.hedgesLeft());
            Double p95 = pool.firstEventP95();
            json.field("first_event_p95", p95 == null ? Double.NaN : p95);
            write(json.name("limit"), pool.limit());
            json.name("targets").beginArray();
            pool.targets().forEach(target -> write(json, target));
            json.endArray().name("mirror");
            if (pool.mirror() == null) {
                json.nullValue();
            } else {
                write(json, pool.mirror());
            }
            json.endObject();
        });
        json.endArray();
    }

    private static void write(JsonWriter json, TargetView target) {
        json.beginObject()
                .field("target", target.target())
                .field("is_pool", target.pool() != null)
                .field("weight", target.weight())
                .field("priority", target.priority())
                .field("usable", target.usable());
        json.name("tags").beginArray();
        target.tags().forEach(json::value);
        json.endArray().name("why_not");
        if (target.whyNot() == null) {
            json.nullValue();
        } else {
            json.value(target.whyNot());
        }
        write(json.name("limit"), target.limit());
        json.name("seats").beginArray();
        target.seats().forEach(seat -> write(json, seat));
        json.endArray().endObject();
    }

    private static void write(JsonWriter json, @Nullable LimitView limit) {
        if (limit == null) {
            json.nullValue();
            return;
        }
        json.beginObject()
                .field("max", limit.max())
                .field("in_use", limit.inUse())
                .field("waiting", limit.waiting())
                .field("adaptive", limit.adaptive())
                .endObject();
    }

    private static void write(JsonWriter json, SeatView seat) {
        json.beginObject()
                .field("seat", seat.seat())
                .field("drained", seat.drained())
                .field("breaker", seat.breaker())
                .field("open_for", seat.openFor())
                .field("cooling_down_for", seat.coolingDownFor())
                .field("in_flight", seat.inFlight())
                .field("waiting", seat.waiting())
                .field("first_event", seat.firstEvent())
                .field("per_token", seat.perToken())
                .field("failure_share", seat.failureShare())
                .field("share", seat.share())
                .field("answered", seat.answered())
                .field("failed", seat.failed())
                .field("unwanted", seat.unwanted())
                .endObject();
    }
}
