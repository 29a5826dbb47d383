package ai.gateway.alerts;

import ai.gateway.alerts.Window.Mark;
import ai.gateway.pipeline.AiExchange;
import ai.gateway.pipeline.Chronicle;
import ai.gateway.pipeline.Outcome;
import ai.gateway.pipeline.Routes;
import ai.gateway.pipeline.Spent;
import ai.gateway.pipeline.Witness;
import ai.gateway.provider.Target;

import java.util.List;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** Counts how exchanges end, for their routes and for the providers that were asked. Nothing of what was said. */
final class Onlooker implements Witness {

    private final Supplier<AlertSettings> settings;
    private final Windows windows;
    private final LongSupplier millis;

    Onlooker(Supplier<AlertSettings> settings, Windows windows, LongSupplier millis) {
        this.settings = settings;
        this.windows = windows;
        this.millis = millis;
    }

    @Override
    public void ended(AiExchange exchange, Chronicle chronicle) {
        AlertSettings now = settings.get();
        if (!now.isOn()) {
            return;
        }
        Rules rules = now.rules();
        long at = millis.getAsLong();
        Fault fault = Fault.of(chronicle.outcome());
        String route = Routes.id(chronicle.web());
        if (fault != Fault.NOBODY && !route.isEmpty()) {
            Mark mark = fault == Fault.NONE ? answered(chronicle, rules) : Mark.FAILED;
            windows.add(Subject.route(route), rules.window(), at, mark);
        }
        providers(chronicle, rules, at);
    }

    private void providers(Chronicle chronicle, Rules rules, long at) {
        Outcome outcome = chronicle.outcome();
        List<Spent> attempts = chronicle.spent().stream()
                .filter(each -> each.kind() == Spent.Kind.ASKED)
                .toList();
        Spent last = chronicle.last();
        for (Spent attempt : attempts) {
            Target target = attempt.target();
            boolean isLast = last != null && isSame(attempt, last);
            Fault fault = Fault.of(attempt, isLast, outcome);
            if (target != null && fault != Fault.NOBODY) {
                Mark mark = fault == Fault.PROVIDER
                        ? Mark.FAILED
                        : attempts.size() == 1 ? answered(chronicle, rules) : Mark.ANSWERED;
                windows.add(Subject.provider(target.provider().name()), rules.window(), at, mark);
            }
        }
    }

    /** Not one that is like it. */
    @SuppressWarnings("ReferenceEquality")
    private static boolean isSame(Spent one, Spent other) {
        return one == other;
    }

    private static Mark answered(Chronicle chronicle, Rules rules) {
        long first = chronicle.outcome().facts().firstNanos();
        boolean stream = chronicle.asked().stream() && first != 0;
        boolean late = stream && rules.isLate(first - chronicle.since());
        return new Mark(/* failed= */ false, rules.isSlow(chronicle.until() - chronicle.since()), stream, late);
    }
}
