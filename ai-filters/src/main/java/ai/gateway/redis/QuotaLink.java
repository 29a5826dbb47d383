package ai.gateway.redis;

import org.jspecify.annotations.Nullable;
import org.springframework.data.redis.connection.ReactiveRedisConnection;
import org.springframework.data.redis.connection.ReactiveRedisConnectionFactory;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

import java.util.function.Function;

/**
 * The connection by which scripts are run, at once and on the event loop of whoever asks. To get one may block, so that it is
 * done elsewhere, and before anybody asks.
 */
final class QuotaLink {

    private final ReactiveRedisConnectionFactory connections;
    private volatile @Nullable ReactiveRedisConnection connection;

    QuotaLink(ReactiveRedisConnectionFactory connections) {
        this.connections = connections;
    }

    @Nullable
    ReactiveRedisConnection connection() {
        return connection;
    }

    /** Asks by it; fails where there is none yet. */
    <T> Mono<T> with(Function<ReactiveRedisConnection, Mono<T>> call) {
        ReactiveRedisConnection known = connection;
        return known == null ? Mono.error(new IllegalStateException("not connected to Redis yet")) : call.apply(known);
    }

    /** Done when there is one. */
    Mono<Void> connect() {
        return Mono.<Void>fromRunnable(() -> {
                    if (connection == null) {
                        connection = connections.getReactiveConnection();
                    }
                })
                .subscribeOn(Schedulers.boundedElastic());
    }

    /** Takes the one that the driver has now: somebody else may have begun a new one. */
    Mono<Void> renew() {
        return Mono.<Void>fromRunnable(() -> connection = connections.getReactiveConnection())
                .subscribeOn(Schedulers.boundedElastic());
    }

    /**
     * Begins a new one. The driver tries to reconnect by itself, but after pauses that get as long as Redis has been away; it is
     * the one by which the whole host asks Redis, so that this is done only after Redis has been silent for a while.
     */
    Mono<Void> reconnect() {
        return Mono.<Void>fromRunnable(() -> {
                    connection = null;
                    if (connections instanceof LettuceConnectionFactory lettuce) {
                        lettuce.resetConnection();
                    }
                    connection = connections.getReactiveConnection();
                })
                .subscribeOn(Schedulers.boundedElastic());
    }
}
