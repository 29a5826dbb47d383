package ai.gateway.observe;

import ai.gateway.account.Demand;
import ai.gateway.account.Terms;
import ai.gateway.account.Watcher;
import ai.gateway.pipeline.AiExchange;
import ai.gateway.quota.Allowance.Unit;
import ai.gateway.quota.Level;
import ai.gateway.quota.Quotas;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * Shows how full limits and budgets are, and counts the calls for which there was not enough. Calls tell how counters stood
 * when they began; whoever reads has the quotas asked once more, since calls end, windows turn, and other gateways count, too.
 * Clients can make up counters: so many are shown at most, of such only half as many, and of the others nothing is kept.
 */
final class LimitMeters implements Watcher {

    private static final Logger log = LoggerFactory.getLogger(LimitMeters.class);

    private static final String OTHER = "other";

    /** All that is read at the same time is asked for once. */
    private static final long PAUSE_MILLIS = 1000;

    /** Quotas answer nobody else meanwhile. */
    private static final int ASKED_AT_ONCE = 50;

    private record ExceededMeters(Counter refused, Counter passed) {

        void count(Demand demand) {
            (demand.terms().over() == Terms.Over.REFUSE ? refused : passed).increment();
        }
    }

    private record RowMeters(Fill fill, Gauge used, Gauge most, ExceededMeters exceeded) {}

    private final Quotas quotas;
    private final MeterRegistry registry;
    private final int most;
    private final LongSupplier clock;
    private final Map<String, List<RowMeters>> rows = new ConcurrentHashMap<>();
    private final Map<Unit, ExceededMeters> others = new ConcurrentHashMap<>();
    private final AtomicLong looked = new AtomicLong(-PAUSE_MILLIS);
    private volatile Disposable asking = Disposables.disposed();
    private volatile int shown;
    private volatile int madeUp;

    /**
     * @param most counters that are shown
     * @param clock milliseconds since 1970
     */
    LimitMeters(Quotas quotas, MeterRegistry registry, int most, LongSupplier clock) {
        this.quotas = quotas;
        this.registry = registry;
        this.most = most;
        this.clock = clock;
    }

    @Override
    public void granted(AiExchange exchange, Demand demand, Level level, long at) {
        RowMeters row = row(demand);
        if (row != null) {
            long now = clock.getAsLong();
            row.fill().claimed(demand.allowance(), now);
            row.fill().began(level, now);
        }
    }

    @Override
    public void lacked(AiExchange exchange, Demand demand, Level level, long at) {
        RowMeters row = row(demand);
        if (row == null) {
            others.computeIfAbsent(demand.allowance().unit(), this::exceededOfOthers)
                    .count(demand);
            return;
        }
        row.fill().claimed(demand.allowance(), clock.getAsLong());
        row.exceeded().count(demand);
    }

    /** None where there is no place for it. */
    private @Nullable RowMeters row(Demand demand) {
        RowMeters known = find(demand);
        return known != null || isFull(demand.counter()) ? known : make(demand);
    }

    private @Nullable RowMeters find(Demand demand) {
        List<RowMeters> all = rows.get(demand.counter());
        if (all != null) {
            for (int i = 0; i < all.size(); i++) {
                if (all.get(i).fill().counts(demand.allowance())) {
                    return all.get(i);
                }
            }
        }
        return null;
    }

    private boolean isFull(String counter) {
        return shown >= most || (madeUp >= Math.max(1, most / 2) && Whose.isMadeUp(counter));
    }

    private synchronized @Nullable RowMeters make(Demand demand) {
        RowMeters known = find(demand);
        if (known != null || isFull(demand.counter())) {
            return known;
        }
        Fill fill = new Fill(demand);
        fill.claimed(demand.allowance(), clock.getAsLong());
        Tags tags = tags(
                Whose.shown(demand.counter()),
                demand.allowance().unit(),
                demand.allowance().window().id());
        RowMeters made = new RowMeters(
                fill,
                Gauge.builder("ai.gateway.limit.used", fill, this::used)
                        .description("What is used and held of a limit or a budget in its window")
                        .tags(tags)
                        .register(registry),
                Gauge.builder("ai.gateway.limit.most", fill, Fill::most)
                        .description("How much there may be of it")
                        .tags(tags)
                        .register(registry),
                exceeded(tags));
        List<RowMeters> all = new ArrayList<>(rows.getOrDefault(demand.counter(), List.of()));
        all.add(made);
        rows.put(demand.counter(), List.copyOf(all));
        count(demand.counter(), 1);
        return made;
    }

    private synchronized void count(String counter, int more) {
        shown = shown + more;
        if (Whose.isMadeUp(counter)) {
            madeUp = madeUp + more;
        }
    }

    private static Tags tags(String whose, Unit unit, String window) {
        return Tags.of("whose", whose, "unit", unit.word(), "window", window);
    }

    private ExceededMeters exceededOfOthers(Unit unit) {
        return exceeded(tags(OTHER, unit, OTHER));
    }

    private ExceededMeters exceeded(Tags tags) {
        return new ExceededMeters(exceeded(tags, "refused"), exceeded(tags, "passed"));
    }

    private Counter exceeded(Tags tags, String action) {
        return Counter.builder("ai.gateway.limit.exceeded")
                .description("Calls for which there was not enough")
                .tags(tags)
                .tag("action", action)
                .register(registry);
    }

    private double used(Fill fill) {
        look();
        return fill.used(clock.getAsLong());
    }

    private void look() {
        long now = clock.getAsLong();
        long last = looked.get();
        if (Math.abs(now - last) < PAUSE_MILLIS || !looked.compareAndSet(last, now)) {
            return;
        }
        forget(now);
        if (asking.isDisposed()) {
            List<Fill> fills = new ArrayList<>(shown);
            rows.values().forEach(all -> all.forEach(row -> fills.add(row.fill())));
            asking = Flux.fromIterable(fills)
                    .buffer(ASKED_AT_ONCE)
                    .concatMap(this::ask)
                    .subscribe(nothing -> {}, failed -> log.debug("nobody knows how limits stand", failed));
        }
    }

    private Mono<Void> ask(List<Fill> some) {
        return quotas.levels(some.stream().map(Fill::claim).toList())
                .doOnNext(levels -> {
                    long now = clock.getAsLong();
                    for (int i = 0; i < levels.size(); i++) {
                        some.get(i).stands(levels.get(i), now);
                    }
                })
                .then();
    }

    private synchronized void forget(long now) {
        rows.forEach((counter, all) -> {
            List<RowMeters> stay = new ArrayList<>(all.size());
            for (RowMeters row : all) {
                if (row.fill().isOver(now)) {
                    remove(row);
                    count(counter, -1);
                } else {
                    stay.add(row);
                }
            }
            if (stay.isEmpty()) {
                rows.remove(counter);
            } else if (stay.size() < all.size()) {
                rows.put(counter, List.copyOf(stay));
            }
        });
    }

    private void remove(RowMeters row) {
        registry.remove(row.used());
        registry.remove(row.most());
        registry.remove(row.exceeded().refused());
        registry.remove(row.exceeded().passed());
    }
}
