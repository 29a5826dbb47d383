package ai.gateway.hooks;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/** Counts what was told. Labels have no counter's name: those may come from clients, and be any number. */
final class BudgetMeters implements BudgetListener {

    private final MeterRegistry registry;

    BudgetMeters(MeterRegistry registry) {
        this.registry = registry;
    }

    @Override
    public void told(BudgetEvent event) {
        Counter.builder("ai.gateway.budget.events")
                .description("Budgets and limits that came to a threshold")
                .tag("type", event.type())
                .tag("threshold", Integer.toString(event.threshold()))
                .register(registry)
                .increment();
    }
}
