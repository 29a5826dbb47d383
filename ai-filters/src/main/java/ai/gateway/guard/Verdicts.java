package ai.gateway.guard;

import ai.gateway.exchange.AiException;
import ai.gateway.exchange.Failure;
import ai.gateway.exchange.FailureCode;
import ai.gateway.guard.GuardRules.Action;
import ai.gateway.guard.GuardRules.Manner;
import ai.gateway.judge.Matter.Side;
import ai.gateway.judge.Objection;
import ai.gateway.judge.Objection.Mark;
import ai.gateway.pipeline.AiExchange;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/** Tells what guards object to in one exchange: its log, its metrics, its client. Never what was said. */
final class Verdicts {

    private static final Logger log = LoggerFactory.getLogger(Verdicts.class);

    private static final String HEADER = "x-ai-guard";

    private final AiExchange exchange;
    private final String route;
    private final Manner manner;
    private final Tally tally;
    private final Set<Told> told = ConcurrentHashMap.newKeySet();

    private record Told(Objected what, Side side) {}

    Verdicts(AiExchange exchange, String route, Manner manner, Tally tally) {
        this.exchange = exchange;
        this.route = route;
        this.manner = manner;
        this.tally = tally;
    }

    /** In a few words, such as {@code secrets: github-token; words: words}. */
    static String summary(List<Objected> objected) {
        Map<String, Set<String>> rules = new TreeMap<>();
        objected.forEach(one -> rules.computeIfAbsent(one.guard(), guard -> new TreeSet<>())
                .add(one.objection().why()));
        StringBuilder summary = new StringBuilder();
        rules.forEach((guard, why) -> summary.append(summary.isEmpty() ? "" : "; ")
                .append(guard)
                .append(": ")
                .append(String.join(", ", why)));
        return summary.toString();
    }

    /** It passes all the same. */
    void flag(List<Objected> objected, Side side) {
        tell(objected, side, manner.dry() ? "dry-run" : "flagged");
        if (!manner.dry()) {
            note(summary(objected));
        }
    }

    /** It passes without what is objected to. */
    void mask(List<Objected> objected, Side side) {
        tell(objected, side, "masked");
        note(summary(objected) + " (masked)");
    }

    /** What ends the exchange. */
    AiException refusal(List<Objected> objected, Side side) {
        tell(objected, side, "blocked");
        String summary = summary(objected);
        exchange.judgements().refuseWith(manner.refusal());
        note(summary);
        String where = side == Side.ANSWER ? " in the answer" : "";
        return Failure.of(FailureCode.BLOCKED_BY_GUARD, "guard " + summary + where)
                .asException();
    }

    /** Throws where it may not pass. */
    void decide(List<Objected> objected, Side side) {
        if (objected.isEmpty()) {
            return;
        }
        if (manner.dry() || manner.action() == Action.FLAG) {
            flag(objected, side);
        } else {
            throw refusal(objected, side);
        }
    }

    /** The same of an answer that nothing waits for: its client may be told nothing any more. */
    void overhear(List<Objected> objected) {
        tell(objected, Side.ANSWER, manner.dry() ? "dry-run" : "flagged");
    }

    private void note(String what) {
        String before = exchange.notes().value(HEADER);
        exchange.notes().put(HEADER, before.isEmpty() || before.equals(what) ? what : before + "; " + what);
    }

    /** Each of them once: the same part of an answer may be looked at more than once. */
    private void tell(List<Objected> objected, Side side, String action) {
        for (Objected one : objected) {
            if (!told.add(new Told(one, side))) {
                continue;
            }
            Objection objection = one.objection();
            tally.objected(new Tally.What(route, one.guard(), objection.rule()), side, action);
            if (log.isInfoEnabled()) {
                log.info(
                        "{} guard {} {} {}: {}{}",
                        exchange.id(),
                        one.guard(),
                        action,
                        side == Side.ANSWER ? "answer" : "request",
                        objection.why(),
                        places(objection.marks()));
            }
        }
    }

    private static String places(List<Mark> marks) {
        StringBuilder places = new StringBuilder();
        for (Mark mark : marks) {
            places.append(places.isEmpty() ? " in text " : ", ")
                    .append(mark.text() + 1)
                    .append(" from ")
                    .append(mark.start())
                    .append(" to ")
                    .append(mark.end());
        }
        return places.toString();
    }
}
