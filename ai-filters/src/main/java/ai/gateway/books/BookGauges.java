package ai.gateway.books;

import ai.gateway.ledger.Journal;
import ai.gateway.ledger.Watch;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;

import java.util.Locale;

/** How the journal stands; what fails is one, what works is zero. */
record BookGauges(Journal journal, BookWatch watch) implements MeterBinder {

    @Override
    public void bindTo(MeterRegistry registry) {
        Gauge.builder(
                        "ai.gateway.ledger.waiting",
                        journal,
                        each -> each.standing().waitingBytes())
                .baseUnit("bytes")
                .description("Written down, and not in the database so far")
                .register(registry);
        Gauge.builder(
                        "ai.gateway.ledger.files",
                        journal,
                        each -> each.standing().segments())
                .description("Files of the journal")
                .register(registry);
        Gauge.builder(
                        "ai.gateway.ledger.open.calls",
                        journal,
                        each -> each.standing().openCalls())
                .description("Calls that have begun and not ended")
                .register(registry);
        for (Watch.Part part : Watch.Part.values()) {
            Gauge.builder("ai.gateway.ledger.failing", watch, each -> each.isFailing(part) ? 1 : 0)
                    .tag("part", part.name().toLowerCase(Locale.ROOT))
                    .description("1 while it fails")
                    .register(registry);
        }
    }
}
