package ai.gateway.guard;

import ai.gateway.judge.Matter.Side;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Counts what guards object to. Guards of a host can make up rules: of those there are so many at most. */
final class GuardMeters implements Tally {

    private static final int MOST = 1000;

    private record Of(What what, Side side, String action) {

        Of withoutRule() {
            return new Of(new What(what.route(), what.guard(), "other"), side, action);
        }
    }

    private final MeterRegistry registry;
    private final Map<Of, Counter> counters = new ConcurrentHashMap<>();

    GuardMeters(MeterRegistry registry) {
        this.registry = registry;
    }

    @Override
    public void objected(What what, Side side, String action) {
        Of of = new Of(what, side, action);
        Counter known = counters.get(of);
        if (known == null) {
            known = counters.computeIfAbsent(counters.size() < MOST ? of : of.withoutRule(), this::counter);
        }
        known.increment();
    }

    private Counter counter(Of of) {
        return Counter.builder("ai.gateway.guard.objections")
                .description("What guards have objected to, and what became of it")
                .tag("routeId", of.what().route())
                .tag("guard", of.what().guard())
                .tag("rule", of.what().rule())
                .tag("side", of.side().name().toLowerCase(Locale.ROOT))
                .tag("action", of.action())
                .register(registry);
    }
}
