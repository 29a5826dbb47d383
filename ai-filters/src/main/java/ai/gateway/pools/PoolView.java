package ai.gateway.pools;

import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * A pool at a moment, for operators; its fields are the JSON that they see. Times are in milliseconds.
 *
 * @param firstEventP95 what most first events take lately, where enough is known
 * @param retriesLeft how many retries are saved up
 * @param hedgesLeft how many second calls beside a silent one are saved up
 * @param limit of all targets together, where each of them has one
 * @param mirror who looks at a share of the requests, too
 */
public record PoolView(
        String strategy,
        @Nullable Double firstEventP95,
        double retriesLeft,
        double hedgesLeft,
        @Nullable LimitView limit,
        List<TargetView> targets,
        @Nullable TargetView mirror) {

    /**
     * One of a pool.
     *
     * @param pool where it is a pool itself, which is shown by itself; null otherwise
     * @param whyNot null where it is usable
     * @param limit whatever the key; null for none
     * @param seats it with each of its provider's keys
     */
    public record TargetView(
            String target,
            @Nullable String pool,
            @Nullable String provider,
            @Nullable String model,
            int weight,
            int priority,
            List<String> tags,
            boolean usable,
            @Nullable String whyNot,
            @Nullable LimitView limit,
            List<SeatView> seats) {}

    /**
     * How many calls there may be at a time, and are.
     *
     * @param waiting for a place
     * @param adaptive whether it is found out by what the target bears
     */
    public record LimitView(int max, int inUse, int waiting, boolean adaptive) {}

    /**
     * A target with a key.
     *
     * @param key its name; null where the provider has none
     * @param breaker closed, open or half-open
     * @param openFor how long nobody is let through
     * @param coolingDownFor how long it is left alone, because it or its key has refused
     * @param waiting calls without a first event so far
     * @param firstEvent how long first events take lately; 0 where nothing is known, or not any more
     * @param perToken how long each token after that takes
     * @param failureShare of the calls of late, for the breaker's kind of failures
     * @param share of all calls that this pool's targets have had
     * @param answered calls since the gateway began, as the next two
     * @param failed for whatever reason
     * @param unwanted calls for whose answer nobody waited any more
     */
    public record SeatView(
            String seat,
            @Nullable String key,
            boolean drained,
            String breaker,
            double openFor,
            double coolingDownFor,
            int inFlight,
            int waiting,
            double firstEvent,
            double perToken,
            double failureShare,
            double share,
            long answered,
            long failed,
            long unwanted) {}
}
