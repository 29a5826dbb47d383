package ai.gateway.log;

import ai.gateway.ledger.WriteBehind;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;

/** What waits to be kept, and what found no room. */
record LogMeters(Outlets outlets) implements MeterBinder {

    @Override
    public void bindTo(MeterRegistry registry) {
        outlets.queues().forEach((name, queue) -> {
            Gauge.builder("ai.gateway.log.waiting", queue, WriteBehind::waiting)
                    .tag("to", name)
                    .description("Exchanges that wait to be kept")
                    .register(registry);
            FunctionCounter.builder("ai.gateway.log.dropped", queue, WriteBehind::dropped)
                    .tag("to", name)
                    .description("Exchanges that found no room")
                    .register(registry);
        });
    }
}
