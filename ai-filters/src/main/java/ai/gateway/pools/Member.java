package ai.gateway.pools;

import ai.gateway.condition.Condition;
import ai.gateway.models.ModelFacts;
import ai.gateway.pipeline.Settings;
import ai.gateway.provider.Provider;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * One of a pool: a model at a provider, or another pool.
 *
 * @param name as logs have it
 * @param asks null where the request's own destination is meant, or a pool
 * @param pool null where it is a target
 * @param when null for always
 * @param parameters names to JSON values
 * @param maxConcurrent 0 for any number
 */
record Member(
        String name,
        @Nullable Asks asks,
        @Nullable Pool pool,
        int weight,
        int priority,
        List<String> tags,
        @Nullable Condition when,
        Map<String, String> parameters,
        Timeouts timeouts,
        int maxConcurrent,
        boolean adaptive) {

    Member {
        tags = List.copyOf(tags);
        parameters = Map.copyOf(parameters);
    }

    /**
     * Whom a target is.
     *
     * @param model null where the operation has none
     * @param key name of the one to use; null for all of the provider's
     */
    record Asks(
            Provider provider,
            @Nullable String model,
            @Nullable String key,
            ModelFacts facts) {}

    /** What is not set, is the route's. */
    record Timeouts(
            @Nullable Duration connect,
            @Nullable Duration firstEvent,
            @Nullable Duration betweenEvents) {

        static final Timeouts NONE = new Timeouts(null, null, null);

        Settings.Timeouts over(Settings.Timeouts base) {
            return this.equals(NONE)
                    ? base
                    : new Settings.Timeouts(
                            connect == null ? base.connect() : connect,
                            firstEvent == null ? base.firstEvent() : firstEvent,
                            betweenEvents == null ? base.betweenEvents() : betweenEvents,
                            base.total());
        }
    }

    /** A pool in another one. */
    static Member of(Pool pool) {
        return new Member(
                pool.name(), null, pool, 1, 0, List.of(), null, Map.of(), Timeouts.NONE, 0, /* adaptive= */ false);
    }

    /** One with nothing said about it. */
    static Member plain(String name, @Nullable Asks asks) {
        return new Member(name, asks, null, 1, 0, List.of(), null, Map.of(), Timeouts.NONE, 0, /* adaptive= */ false);
    }
}
