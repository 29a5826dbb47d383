package ai.gateway.log;

import ai.gateway.exchange.AnswerFacts;
import ai.gateway.exchange.Failure;
import ai.gateway.exchange.FinishReason;
import ai.gateway.exchange.Principal;
import ai.gateway.exchange.Usage;
import ai.gateway.ledger.Entry;
import ai.gateway.ledger.Logged;
import ai.gateway.ledger.Logged.Bodies;
import ai.gateway.ledger.Logged.Course;
import ai.gateway.ledger.Logged.Step;
import ai.gateway.pipeline.AiExchange;
import ai.gateway.pipeline.Chronicle;
import ai.gateway.pipeline.Outcome;
import ai.gateway.pipeline.Spent;
import ai.gateway.pipeline.Witness;
import ai.gateway.provider.Target;
import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Locale;

/** Puts together what is known of an exchange when it is over, where its route has a log. */
final class Scribe implements Witness {

    private static final String CACHE = "x-ai-cache";
    private static final String GUARD = "x-ai-guard";

    private final Outlets outlets;

    Scribe(Outlets outlets) {
        this.outlets = outlets;
    }

    @Override
    public void ended(AiExchange exchange, Chronicle chronicle) {
        Taken taken = exchange.stage(Taken.class);
        if (taken != null && !outlets.isEmpty()) {
            Entry entry = entry(exchange, chronicle, taken);
            Logged logged = new Logged(entry, taken.person(), course(exchange, chronicle), Bodies.NONE, null);
            taken.shown(outlets).subscribe(bodies -> outlets.offer(logged.with(bodies)));
        }
    }

    /** What the ledger has of it; where nobody keeps an account, what it would have, but for its cost. */
    private static Entry entry(AiExchange exchange, Chronicle chronicle, Taken taken) {
        Entry kept = chronicle.entry();
        if (kept != null) {
            return new Entry(
                    exchange.id(),
                    chronicle.at(),
                    kept.who(),
                    kept.what(),
                    kept.how(),
                    kept.usage(),
                    kept.cost(),
                    List.of());
        }
        Spent last = chronicle.last();
        Principal caller = exchange.principal();
        return new Entry(
                exchange.id(),
                chronicle.at(),
                caller == null ? Entry.Who.NOBODY : new Entry.Who(caller.key(), caller.owner(), caller.tags()),
                what(exchange, chronicle, taken, last),
                how(exchange, chronicle, last),
                usage(chronicle),
                Entry.Cost.NONE,
                List.of());
    }

    private static Entry.What what(AiExchange exchange, Chronicle chronicle, Taken taken, @Nullable Spent last) {
        Target target = last == null ? null : last.target();
        String told = last == null ? null : last.facts().model();
        return new Entry.What(
                taken.route(),
                exchange.dialect().id(),
                exchange.call().operation().label(),
                chronicle.asked().model(),
                target == null ? null : target.provider().name(),
                told != null ? told : target == null ? null : target.model());
    }

    private static Entry.How how(AiExchange exchange, Chronicle chronicle, @Nullable Spent last) {
        Outcome outcome = chronicle.outcome();
        Failure failure = outcome.failure();
        String cache = exchange.notes().value(CACHE);
        long first = last == null ? 0 : last.facts().firstNanos();
        long asked = chronicle.spent().stream()
                .filter(each -> each.kind() == Spent.Kind.ASKED)
                .count();
        return new Entry.How(
                outcome.ending().label(),
                outcome.status(),
                failure == null ? null : failure.code().wire(),
                (int) asked,
                chronicle.asked().stream(),
                cache.isEmpty() ? null : cache,
                first == 0 ? -1 : millis(chronicle, first),
                millis(chronicle, chronicle.until()),
                /* estimated= */ false);
    }

    private static long millis(Chronicle chronicle, long nanos) {
        return Math.max(0, (nanos - chronicle.since()) / 1_000_000);
    }

    private static Usage usage(Chronicle chronicle) {
        Usage sum = Usage.NONE;
        for (Spent each : chronicle.spent()) {
            sum = each.kind() == Spent.Kind.ASKED ? sum.plus(each.facts().usage()) : sum;
        }
        return sum;
    }

    private static Course course(AiExchange exchange, Chronicle chronicle) {
        Spent last = chronicle.last();
        AnswerFacts facts = last == null ? chronicle.outcome().facts() : last.facts();
        FinishReason finish = facts.finish();
        String guard = exchange.notes().value(GUARD);
        return new Course(
                finish == null ? null : finish.name().toLowerCase(Locale.ROOT),
                guard.isEmpty() ? null : guard,
                chronicle.steps().stream().map(step -> step(chronicle, step)).toList());
    }

    private static Step step(Chronicle chronicle, Chronicle.Step step) {
        return new Step(
                step.kind().label(),
                step.name(),
                step.how(),
                (step.from() - chronicle.since()) / 1000,
                (step.to() - step.from()) / 1000);
    }
}
