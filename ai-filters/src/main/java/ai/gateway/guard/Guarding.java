package ai.gateway.guard;

import ai.gateway.guard.GuardRules.Action;
import ai.gateway.guard.GuardRules.Manner;
import ai.gateway.guard.GuardRules.Reads;
import ai.gateway.judge.Matter;
import ai.gateway.judge.Matter.Side;
import ai.gateway.judge.Objection;
import ai.gateway.pipeline.AiExchange;
import ai.gateway.pipeline.AiExchanges;
import ai.gateway.pipeline.AiRequest;
import ai.gateway.pipeline.Now;
import ai.gateway.pipeline.Outcome;
import ai.gateway.pipeline.Routes;
import ai.gateway.pipeline.Stage;
import ai.gateway.plug.AiFilter;
import ai.gateway.plug.Decision;
import ai.gateway.plug.HeadFilter;
import ai.gateway.plug.Trial;
import ai.gateway.plug.Unread;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Lets pass what its guards have nothing against. */
final class Guarding implements HeadFilter, Trial {

    /** What is longer is judged where nobody waits for it. */
    private static final int LONG = 4 << 10;

    private final AiExchanges exchanges;
    private final GuardRules rules;
    private final Tally tally;

    Guarding(AiExchanges exchanges, GuardRules rules, Tally tally) {
        this.exchanges = exchanges;
        this.rules = rules;
        this.tally = tally;
    }

    /** Also what it cannot read: somebody has to say that it passes. */
    @Override
    public boolean takes(AiRequest request) {
        return true;
    }

    @Override
    public AiFilter dry() {
        return new Guarding(exchanges, rules.dryly(), tally);
    }

    /**
     * One request, and what is said of it.
     *
     * @param prompt its texts; none where nobody needs them
     */
    private record Case(ServerWebExchange web, AiExchange exchange, Prompt prompt, Verdicts verdicts) {}

    @Override
    public Mono<Decision> decide(ServerWebExchange web, AiExchange exchange) {
        Case it = of(web, exchange);
        Manner manner = rules.manner();
        if (rules.scope().reads() == Reads.ANSWER) {
            return Mono.just(watched(it));
        }
        String unread = Unread.in(exchange.request());
        if (unread != null && rules.scope().readsAll()) {
            String why = unread + " cannot be read (expected: without, or unread: pass)";
            return Mono.just(objected(it, List.of(new Objected("unread", new Objection("unread", why)))));
        }
        if (!exchange.request().isReadable()) {
            return Mono.just(watched(it));
        }
        Mono<Evidence> looked = Mono.fromCallable(() -> evidence(it));
        boolean here = exchange.request().bytes().length <= LONG;
        Mono<Evidence> known = here ? looked : exchanges.home(web, looked.subscribeOn(Schedulers.parallel()));
        return Now.flatMap(known, found -> {
            if (found.isOver(manner)) {
                return Mono.just(decided(it, found.all(found.opinions().told())));
            }
            Mono<List<Objected>> judged =
                    exchanges.home(web, bench(exchange).all(found.opinions())).map(found::all);
            return manner.ahead() && !manner.dry() && found.all(List.of()).isEmpty()
                    ? Mono.just(new Decision("goes ahead", () -> goAhead(it, judged)))
                    : judged.map(all -> decided(it, all));
        });
    }

    private Case of(ServerWebExchange web, AiExchange exchange) {
        boolean wanted = !rules.guards().isEmpty() || rules.scope().isNarrow();
        Prompt prompt = wanted && exchange.request().isReadable() ? Prompt.of(exchange) : Prompt.NONE;
        return new Case(web, exchange, prompt, new Verdicts(exchange, Routes.id(web), rules.manner(), tally));
    }

    private Bench bench(AiExchange exchange) {
        return new Bench(exchange.id(), rules);
    }

    /** What was found at once, and who still thinks. */
    private record Evidence(List<Objected> looked, Bench.Opinions opinions) {

        boolean isOver(Manner manner) {
            return opinions.open().isEmpty() || (manner.acts() && manner.action() == Action.BLOCK && !told().isEmpty());
        }

        private List<Objected> told() {
            return all(opinions.told());
        }

        List<Objected> all(List<Objected> judged) {
            List<Objected> all = new ArrayList<>(looked);
            all.addAll(judged);
            return all;
        }
    }

    private Evidence evidence(Case it) {
        Hidden hidden = hidden(it);
        List<Objected> looked = hidden.found();
        boolean enough =
                !looked.isEmpty() && rules.manner().acts() && rules.manner().action() == Action.BLOCK;
        return new Evidence(
                looked,
                enough
                        ? new Bench.Opinions(List.of(), List.of())
                        : bench(it.exchange())
                                .ask(Matter.request(
                                        it.prompt().within(rules.scope()).said())));
    }

    private Hidden hidden(Case it) {
        return new Hidden(it.exchange().request(), it.prompt().within(rules.scope()), rules);
    }

    private Decision decided(Case it, List<Objected> objected) {
        return objected.isEmpty() ? watched(it) : objected(it, objected);
    }

    private Decision objected(Case it, List<Objected> objected) {
        return new Decision("objects: " + Verdicts.summary(objected), () -> {
            if (rules.manner().acts() && rules.manner().action() == Action.MASK) {
                hide(it, objected);
            } else {
                it.verdicts().decide(objected, Side.REQUEST);
            }
            watch(it);
        });
    }

    private void hide(Case it, List<Objected> objected) {
        Hidden hidden = hidden(it);
        List<Objected> plain = hidden.cannotHide(objected);
        if (!plain.isEmpty()) {
            throw it.verdicts().refusal(plain, Side.REQUEST);
        }
        it.exchange().request().edit(hidden.without(objected));
        it.verdicts().mask(objected, Side.REQUEST);
    }

    /** The request goes out; of its answer nothing does before that. */
    private void goAhead(Case it, Mono<List<Objected>> judged) {
        Mono<Void> judgement = judged.doOnNext(objected -> it.verdicts().decide(objected, Side.REQUEST))
                .then()
                .cache();
        Disposable thought = judgement.subscribe(nothing -> {}, why -> {});
        it.exchange().judgements().await(judgement);
        it.exchange().add(new Thinking(thought));
        watch(it);
    }

    /** When all is over, nobody has to know any more. */
    private record Thinking(Disposable thought) implements Stage {

        @Override
        public Mono<Void> settle(AiExchange exchange, Outcome outcome) {
            thought.dispose();
            return Mono.empty();
        }
    }

    private Decision watched(Case it) {
        return rules.scope().reads() == Reads.REQUEST
                ? Decision.NOTHING
                : new Decision("reads the answer", () -> watch(it));
    }

    private void watch(Case it) {
        if (rules.scope().reads() != Reads.REQUEST) {
            it.exchange().judgements().refuseWith(rules.manner().refusal());
            Watching.look(it.exchange(), rules, it.verdicts());
            Watching.judge(it.exchange(), rules, it.verdicts(), it.prompt().said());
        }
    }

    @Override
    public Mono<List<Found>> tried(Matter matter) {
        boolean reads = matter.isAnswer()
                ? rules.scope().reads() != Reads.REQUEST
                : rules.scope().reads() != Reads.ANSWER;
        if (!reads) {
            return Mono.just(List.of());
        }
        String action = rules.manner().action().name().toLowerCase(Locale.ROOT);
        Bench bench = new Bench("trial", rules);
        return Mono.defer(() -> bench.all(bench.ask(matter)))
                .map(judged -> new Evidence(rules.looks().in(matter.judged()), new Bench.Opinions(judged, List.of())))
                .map(found -> found.told().stream()
                        .map(one -> new Found(one.guard(), one.objection(), action))
                        .toList());
    }
}
