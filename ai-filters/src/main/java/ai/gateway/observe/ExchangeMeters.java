package ai.gateway.observe;

import ai.gateway.exchange.Principal;
import ai.gateway.pipeline.AiExchange;
import ai.gateway.pipeline.Chronicle;
import ai.gateway.pipeline.Witness;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Measures exchanges. Labels that clients can make up, which are models, come in so many combinations at most; what is beyond
 * has the model {@code other}.
 */
final class ExchangeMeters implements Witness {

    /** As OpenTelemetry wants them of generative models, in milliseconds. */
    private static final Duration[] DURATIONS =
            durations(10, 20, 40, 80, 160, 320, 640, 1280, 2560, 5120, 10240, 20480, 40960, 81920);

    private static final Duration[] FIRSTS = durations(10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10000);
    private static final Duration[] PER_TOKEN = durations(5, 10, 25, 50, 75, 100, 150, 200, 400, 1000);
    private static final double[] TOKENS = {1, 4, 16, 64, 256, 1024, 4096, 16384, 65536, 262144, 1048576};

    private static final String OTHER = "other";

    private final MeterRegistry registry;
    private final ObserveProperties properties;
    private final AtomicInteger open = new AtomicInteger();
    private final Map<Of, RowMeters> rows = new ConcurrentHashMap<>();

    /** What exchanges have in common that are counted together. */
    private record Of(
            String route,
            String operation,
            String provider,
            String asked,
            String model,
            String error,
            String cache,
            List<String> tags) {

        Of withoutNames() {
            return new Of(
                    route, operation, provider, OTHER, OTHER, error, cache, Collections.nCopies(tags.size(), OTHER));
        }
    }

    /** The meters of these. */
    private record RowMeters(
            Timer duration,
            Timer first,
            Timer perToken,
            Timer overhead,
            DistributionSummary input,
            DistributionSummary output,
            Counter cache) {}

    ExchangeMeters(MeterRegistry registry, ObserveProperties properties) {
        this.registry = registry;
        this.properties = properties;
        Gauge.builder("ai.gateway.exchanges.open", open, AtomicInteger::get)
                .description("Requests that are not over")
                .register(registry);
    }

    private static Duration[] durations(long... millis) {
        Duration[] durations = new Duration[millis.length];
        for (int i = 0; i < millis.length; i++) {
            durations[i] = Duration.ofMillis(millis[i]);
        }
        return durations;
    }

    @Override
    public void began(AiExchange exchange) {
        open.incrementAndGet();
    }

    @Override
    public void ended(AiExchange exchange, Chronicle chronicle) {
        open.decrementAndGet();
        Seen seen = new Seen(exchange, chronicle);
        RowMeters row = row(of(seen));
        row.duration().record(seen.nanos(), TimeUnit.NANOSECONDS);
        row.overhead().record(seen.overheadNanos(), TimeUnit.NANOSECONDS);
        long first = seen.firstNanos();
        long output = seen.output();
        if (first > 0 && chronicle.asked().stream()) {
            row.first().record(first, TimeUnit.NANOSECONDS);
            if (output > 1) {
                row.perToken().record((seen.nanos() - first) / (output - 1), TimeUnit.NANOSECONDS);
            }
        }
        record(row.input(), seen.input());
        record(row.output(), output);
        if (!seen.cache().isEmpty()) {
            row.cache().increment();
        }
    }

    private static void record(DistributionSummary summary, long tokens) {
        if (tokens > 0) {
            summary.record((double) tokens);
        }
    }

    private Of of(Seen seen) {
        return new Of(
                seen.route(),
                seen.operation(),
                seen.provider(),
                seen.asked(),
                seen.model(),
                seen.error(),
                seen.cache(),
                tags(seen.exchange().principal()));
    }

    private List<String> tags(@Nullable Principal who) {
        if (properties.keyTags().isEmpty()) {
            return List.of();
        }
        List<String> values = new ArrayList<>();
        properties
                .keyTags()
                .forEach(tag -> values.add(who == null ? Seen.NONE : who.tags().getOrDefault(tag, Seen.NONE)));
        return values;
    }

    private RowMeters row(Of of) {
        RowMeters known = rows.get(of);
        if (known != null) {
            return known;
        }
        return rows.computeIfAbsent(rows.size() < properties.mostSeries() ? of : of.withoutNames(), this::meters);
    }

    private RowMeters meters(Of of) {
        Tags tags = common(of);
        Tags failing = tags.and("error.type", of.error());
        return new RowMeters(
                timer("gen_ai.server.request.duration", "From a request to the end of its answer", DURATIONS, failing),
                timer(
                        "gen_ai.server.time_to_first_token",
                        "From a request to the first content of its stream",
                        FIRSTS,
                        tags),
                timer(
                        "gen_ai.server.time_per_output_token",
                        "Between tokens of a stream behind the first",
                        PER_TOKEN,
                        tags),
                Timer.builder("ai.gateway.overhead")
                        .description("Until somebody was asked: the gateway's own time")
                        .tags(Tags.of("routeId", of.route()))
                        .register(registry),
                tokens("input", tags),
                tokens("output", tags),
                Counter.builder("ai.gateway.cache.requests")
                        .description("Requests that a cache was asked about")
                        .tags(Tags.of(
                                "routeId", of.route(), "result", of.cache().isEmpty() ? Seen.NONE : of.cache()))
                        .register(registry));
    }

    private Tags common(Of of) {
        List<Tag> tags = new ArrayList<>(List.of(
                Tag.of("routeId", of.route()),
                Tag.of("gen_ai.operation.name", of.operation()),
                Tag.of("gen_ai.provider.name", of.provider()),
                Tag.of("gen_ai.request.model", of.asked()),
                Tag.of("gen_ai.response.model", of.model())));
        for (int i = 0; i < of.tags().size(); i++) {
            tags.add(Tag.of("key." + properties.keyTags().get(i), of.tags().get(i)));
        }
        return Tags.of(tags);
    }

    private Timer timer(String name, String description, Duration[] buckets, Tags tags) {
        return Timer.builder(name)
                .description(description)
                .serviceLevelObjectives(buckets)
                .tags(tags)
                .register(registry);
    }

    private DistributionSummary tokens(String type, Tags tags) {
        return DistributionSummary.builder("gen_ai.client.token.usage")
                .description("Tokens of calls, by kind")
                .baseUnit("token")
                .serviceLevelObjectives(TOKENS)
                .tags(tags.and("gen_ai.token.type", type))
                .register(registry);
    }
}
