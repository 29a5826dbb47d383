package ai.gateway.pools;

import ai.gateway.health.Breaker;
import ai.gateway.health.Health;
import ai.gateway.pipeline.Settings;
import ai.gateway.pipeline.SettingsHolder;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import org.springframework.beans.factory.SmartInitializingSingleton;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** Shows what the targets of the pools in force are doing at the moment; those of pools before them are taken away. */
final class PoolGauges implements SmartInitializingSingleton {

    private final WorkingPools working;
    private final SettingsHolder settings;
    private final MultiGauge breakers;
    private final MultiGauge inFlight;

    PoolGauges(MeterRegistry registry, WorkingPools working, SettingsHolder settings) {
        this.working = working;
        this.settings = settings;
        this.breakers = MultiGauge.builder("ai.gateway.breaker.state")
                .description("0: closed, 1: half-open, 2: open")
                .register(registry);
        this.inFlight = MultiGauge.builder("ai.gateway.in.flight")
                .description("Calls without an end so far")
                .register(registry);
    }

    @Override
    public void afterSingletonsInstantiated() {
        settings.onReplace(this::show);
        show(settings.current());
    }

    private void show(Settings inForce) {
        Map<Tags, Health> healths = new LinkedHashMap<>();
        working.of(inForce)
                .states()
                .forEach((name, pool) -> pool.nodes()
                        .forEach(node -> node.seats()
                                .forEach(seat ->
                                        healths.put(Tags.of("pool", name, "target", seat.name()), seat.health()))));
        breakers.register(rows(healths, health -> code(health.breaker().state())), /* overwrite= */ true);
        inFlight.register(rows(healths, Health::inFlight), /* overwrite= */ true);
    }

    private static List<MultiGauge.Row<?>> rows(Map<Tags, Health> healths, ToDoubleFunction<Health> value) {
        return healths.entrySet().stream()
                .<MultiGauge.Row<?>>map(each -> MultiGauge.Row.of(each.getKey(), each.getValue(), value))
                .toList();
    }

    private static double code(Breaker.State state) {
        return switch (state) {
            case CLOSED -> 0;
            case HALF_OPEN -> 1;
            case OPEN -> 2;
        };
    }
}
