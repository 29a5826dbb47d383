package ai.gateway.meter;

import ai.gateway.account.Watcher;
import ai.gateway.exchange.Usage;
import ai.gateway.ledger.Entry;
import ai.gateway.pipeline.AiExchange;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import org.jspecify.annotations.Nullable;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Counts tokens and dollars, by route, provider and model. Clients can make up names of models: of those there are so many at most. */
final class CostMeters implements Watcher {

    private static final int MOST = 500;
    private static final double NANO = 1e-9;

    private record Of(String route, String provider, String model) {

        Of withoutModel() {
            return new Of(route, provider, "other");
        }
    }

    private final class RowMeters {

        private final Of of;
        private final Counter input;
        private final Counter cacheRead;
        private final Counter cacheWrite;
        private final Counter output;
        private final Counter dollars;
        private final Counter unpriced;

        RowMeters(Of of) {
            this.of = of;
            this.input = tokens("input");
            this.cacheRead = tokens("cache_read");
            this.cacheWrite = tokens("cache_write");
            this.output = tokens("output");
            this.dollars = counter("ai.gateway.cost.usd", "What calls came to, in dollars")
                    .register(registry);
            this.unpriced = counter("ai.gateway.cost.unpriced", "Calls of which something had no price")
                    .register(registry);
        }

        private Counter tokens(String kind) {
            return counter("ai.gateway.tokens", "Tokens that were used, by kind")
                    .tag("kind", kind)
                    .register(registry);
        }

        private Counter.Builder counter(String name, String description) {
            return Counter.builder(name)
                    .description(description)
                    .tag("route", of.route())
                    .tag("provider", of.provider())
                    .tag("model", of.model());
        }

        private void add(Entry entry) {
            Usage usage = entry.usage();
            add(input, usage.input());
            add(cacheRead, usage.cacheRead());
            add(cacheWrite, usage.cacheWrite());
            add(output, usage.output());
            dollars.increment((double) entry.cost().nanoUsd() * NANO);
            if (entry.cost().from().equals(Origin.UNPRICED.word())) {
                unpriced.increment();
            }
        }

        private static void add(Counter counter, long tokens) {
            if (tokens > 0) {
                counter.increment((double) tokens);
            }
        }
    }

    private final MeterRegistry registry;
    private final Map<Of, RowMeters> rows = new ConcurrentHashMap<>();

    CostMeters(MeterRegistry registry) {
        this.registry = registry;
    }

    @Override
    public void settled(AiExchange exchange, Entry entry) {
        Entry.What what = entry.what();
        Of of = new Of(what.route(), orNone(what.provider()), orNone(what.model()));
        RowMeters known = rows.get(of);
        if (known == null) {
            known = rows.computeIfAbsent(rows.size() < MOST ? of : of.withoutModel(), RowMeters::new);
        }
        known.add(entry);
    }

    private static String orNone(@Nullable String name) {
        return name == null ? "none" : name;
    }
}
