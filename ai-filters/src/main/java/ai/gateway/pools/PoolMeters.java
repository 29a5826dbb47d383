package ai.gateway.pools;

import ai.gateway.pipeline.Pick;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import org.jspecify.annotations.Nullable;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Counts attempts, failovers and hedges. Labels are names of the configuration ({@link MeterNames}), so they are few. */
final class PoolMeters implements AttemptListener {

    private record Attempts(
            String pool,
            String target,
            Pick.Result how,
            @Nullable FailureClass why) {}

    private record Hedges(String pool, boolean won) {}

    private final MeterRegistry registry;
    private final MeterNames names;
    private final Map<Attempts, Counter> attempts = new ConcurrentHashMap<>();
    private final Map<String, Counter> failovers = new ConcurrentHashMap<>();
    private final Map<Hedges, Counter> hedges = new ConcurrentHashMap<>();

    PoolMeters(MeterRegistry registry, MeterNames names) {
        this.registry = registry;
        this.names = names;
    }

    @Override
    public void ended(PoolState pool, Seat seat, Pick.Result how, @Nullable FailureClass why) {
        Attempts of = new Attempts(names.pool(pool), names.target(pool, seat), how, why);
        Counter known = attempts.get(of); // all but the first time
        (known == null ? attempts.computeIfAbsent(of, this::attemptsCounter) : known).increment();
    }

    private Counter attemptsCounter(Attempts of) {
        return Counter.builder("ai.gateway.attempts")
                .description("Calls of pools' targets, by how they ended")
                .tag("pool", of.pool())
                .tag("target", of.target())
                .tag("outcome", PoolViews.word(of.how()))
                .tag("class", of.why() == null ? "none" : PoolViews.word(of.why()))
                .register(registry);
    }

    @Override
    public void failedOver(PoolState pool) {
        failovers.computeIfAbsent(names.pool(pool), this::failoversCounter).increment();
    }

    private Counter failoversCounter(String pool) {
        return Counter.builder("ai.gateway.failovers")
                .description("Calls that were made because the one before had failed")
                .tag("pool", pool)
                .register(registry);
    }

    @Override
    public void hedged(PoolState pool, boolean won) {
        hedges.computeIfAbsent(new Hedges(names.pool(pool), won), this::hedgesCounter)
                .increment();
    }

    private Counter hedgesCounter(Hedges of) {
        return Counter.builder("ai.gateway.hedges")
                .description("Second calls beside a silent first one")
                .tag("pool", of.pool())
                .tag("outcome", of.won() ? "won" : "lost")
                .register(registry);
    }
}
