package ai.gateway.app.console;

import ai.gateway.exchange.Principal;
import ai.gateway.exchange.Usage;
import ai.gateway.ledger.Entry;
import ai.gateway.pipeline.AiExchange;
import ai.gateway.pipeline.Chronicle;
import ai.gateway.pipeline.Outcome;
import ai.gateway.pipeline.Routes;
import ai.gateway.pipeline.Spent;
import ai.gateway.pipeline.Trace;
import ai.gateway.pipeline.Witness;
import ai.gateway.provider.Target;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** Makes of each exchange that is over what the console tells of it. */
final class Onlooker implements Witness {

    private final Recent recent;
    private final Traffic traffic;
    private final AtomicInteger underWay = new AtomicInteger();

    Onlooker(Recent recent, Traffic traffic) {
        this.recent = recent;
        this.traffic = traffic;
    }

    Recent recent() {
        return recent;
    }

    Traffic traffic() {
        return traffic;
    }

    /** Exchanges that have begun, and not ended. */
    int underWay() {
        return underWay.get();
    }

    @Override
    public void began(AiExchange exchange) {
        underWay.incrementAndGet();
    }

    @Override
    public void ended(AiExchange exchange, Chronicle chronicle) {
        underWay.decrementAndGet();
        Seen seen = seen(exchange, chronicle);
        recent.add(seen);
        traffic.add(seen);
    }

    private static Seen seen(AiExchange exchange, Chronicle chronicle) {
        Principal caller = exchange.principal();
        Spent last = chronicle.last();
        return new Seen(
                exchange.id(),
                chronicle.at(),
                caller == null ? new Seen.Who("", "") : new Seen.Who(caller.key(), caller.owner()),
                what(exchange, chronicle, last),
                how(exchange, chronicle),
                time(chronicle),
                use(chronicle),
                legs(chronicle),
                leftOut(exchange));
    }

    private static List<Seen.LeftOut> leftOut(AiExchange exchange) {
        List<Trace.LeftOut> out = exchange.trace().leftOut();
        return out.isEmpty()
                ? List.of()
                : out.stream()
                        .map(each -> new Seen.LeftOut(each.name(), each.why()))
                        .toList();
    }

    private static Seen.What what(AiExchange exchange, Chronicle chronicle, @Nullable Spent last) {
        Target target = last == null ? null : last.target();
        String told = chronicle.outcome().facts().model();
        Entry entry = chronicle.entry();
        String asked = entry == null ? chronicle.asked().model() : entry.what().asked();
        return new Seen.What(
                Routes.id(chronicle.web()),
                exchange.dialect().id(),
                exchange.call().operation().label(),
                asked,
                target == null ? null : target.provider().name(),
                target == null ? told : target.model());
    }

    private static Seen.How how(AiExchange exchange, Chronicle chronicle) {
        Outcome outcome = chronicle.outcome();
        Entry entry = chronicle.entry();
        return new Seen.How(
                outcome.ending().label(),
                outcome.status(),
                outcome.failure() == null ? null : outcome.failure().code().wire(),
                note(exchange, "x-ai-cache"),
                note(exchange, "x-ai-guard"),
                entry == null ? attempts(chronicle) : entry.how().attempts(),
                entry == null ? chronicle.asked().stream() : entry.how().stream());
    }

    private static int attempts(Chronicle chronicle) {
        int attempts = 0;
        for (Chronicle.Step step : chronicle.steps()) {
            attempts += step.kind() == Chronicle.Kind.ATTEMPT ? 1 : 0;
        }
        return attempts;
    }

    private static @Nullable String note(AiExchange exchange, String header) {
        String value = exchange.notes().value(header);
        return value.isEmpty() ? null : value;
    }

    private static Seen.Time time(Chronicle chronicle) {
        long first = chronicle.outcome().facts().firstNanos();
        return new Seen.Time(first == 0 ? -1 : micros(chronicle, first), micros(chronicle, chronicle.until()));
    }

    private static Seen.Use use(Chronicle chronicle) {
        Entry entry = chronicle.entry();
        Usage usage = entry == null ? chronicle.outcome().facts().usage() : entry.usage();
        return new Seen.Use(
                usage.input(),
                usage.cacheRead(),
                usage.output(),
                usage.reasoning(),
                entry == null ? -1 : entry.cost().nanoUsd(),
                entry == null ? 0 : entry.cost().savedNanoUsd());
    }

    private static List<Seen.Leg> legs(Chronicle chronicle) {
        List<Chronicle.Step> steps = chronicle.steps();
        List<Seen.Leg> legs = new ArrayList<>(steps.size());
        for (Chronicle.Step step : steps) {
            legs.add(new Seen.Leg(
                    step.kind().label(),
                    step.name(),
                    step.how(),
                    micros(chronicle, step.from()),
                    micros(chronicle, step.to())));
        }
        return legs;
    }

    private static long micros(Chronicle chronicle, long nanos) {
        return Math.max(0, (nanos - chronicle.since()) / 1000);
    }
}
