package ai.gateway.audit;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;

/** Decisions that nobody will know of. */
record AuditMeters(Decisions decisions) implements MeterBinder {

    @Override
    public void bindTo(MeterRegistry registry) {
        FunctionCounter.builder("ai.gateway.audit.dropped", decisions, Decisions::dropped)
                .description("Decisions that found no room")
                .register(registry);
    }
}
