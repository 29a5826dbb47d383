package ai.gateway.guard;

import ai.gateway.guard.GuardRules.Action;
import ai.gateway.judge.Matter.Side;
import ai.gateway.judge.Said;
import ai.gateway.pipeline.AiExchange;
import ai.gateway.pipeline.Outcome;
import ai.gateway.pipeline.Stage;
import ai.gateway.pipeline.TextFlow;
import ai.gateway.plug.FlowStage;
import ai.gateway.plug.Hiding;
import reactor.core.publisher.Mono;

import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;

/** The way back of guards: what each answer to a request is shown to. */
final class Watching {

    private Watching() {}

    /** What looks for something in it, if anything does. */
    static void look(AiExchange exchange, GuardRules rules, Verdicts verdicts) {
        if (rules.looks().isEmpty()) {
            return;
        }
        boolean hides = rules.manner().acts() && rules.manner().action() == Action.MASK;
        exchange.add(new FlowStage(() -> Chosen.of(
                hides
                        ? new Hiding(rules.looks().scanner())
                        : new Watch(
                                rules.looks(),
                                rules.manner().acts(),
                                found -> verdicts.decide(List.of(found), Side.ANSWER)),
                rules.scope())));
    }

    /** Those who judge it, if anybody does. */
    static void judge(AiExchange exchange, GuardRules rules, Verdicts verdicts, List<Said> prompt) {
        if (rules.guards().isEmpty()) {
            return;
        }
        Bench bench = new Bench(exchange.id(), rules);
        Supplier<Jury> juries = () -> new Jury(bench, rules, verdicts, prompt);
        exchange.add(rules.manner().acts() ? new FlowStage(juries::get) : new Looking(juries));
    }

    /** Those for whom nothing waits: what they have not seen when all is over, they see then. */
    private record Looking(Supplier<Jury> juries, ConcurrentLinkedQueue<Onlooker> begun) implements Stage {

        Looking(Supplier<Jury> juries) {
            this(juries, new ConcurrentLinkedQueue<>());
        }

        @Override
        public Need need() {
            return Need.TEXTS;
        }

        @Override
        public TextFlow flow() {
            Onlooker one = new Onlooker(juries.get());
            begun.add(one);
            return one;
        }

        @Override
        public Mono<Void> settle(AiExchange exchange, Outcome outcome) {
            begun.forEach(Onlooker::end);
            return Mono.empty();
        }
    }
}
