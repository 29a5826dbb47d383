package ai.gateway.pools;

import ai.gateway.health.Gate;
import ai.gateway.health.Permit;
import ai.gateway.pipeline.AiExchange;
import ai.gateway.pipeline.Trace;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import java.time.Duration;

/** What an itinerary and its exchange have to do with each other. */
final class Trip {

    private final AiExchange ai;
    private final Ask ask;
    private final boolean repeats;

    /** @param repeats whether those who have failed may be asked again */
    Trip(AiExchange ai, Ask ask, boolean repeats) {
        this.ai = ai;
        this.ask = ask;
        this.repeats = repeats;
    }

    boolean repeats() {
        return repeats;
    }

    /** Whether the client wants the answer in pieces. */
    boolean isStream() {
        return ai.request().isStream();
    }

    /** Whether that one could answer it at all. */
    boolean suits(Member member, Pool pool) {
        return new Fit(ask).obstacle(member, pool, pool.maxPrice()) == null;
    }

    Trace trace() {
        return ai.trace();
    }

    /** Keeps a place until the exchange is over, however it ends. */
    void hold(@Nullable Permit permit) {
        if (permit != null) {
            ai.hold(permit);
        }
    }

    /** A place behind that gate, now or later. */
    Mono<Permit> place(Gate gate, PoolState pool) {
        return Places.behind(gate, total(pool), ai.since());
    }

    long nanosLeft(PoolState pool) {
        return Places.nanosLeft(total(pool), ai.since());
    }

    private Duration total(PoolState pool) {
        Duration own = pool.pool().failover().total();
        Duration total = ai.timeouts().total();
        return own == null || own.compareTo(total) > 0 ? total : own;
    }
}
