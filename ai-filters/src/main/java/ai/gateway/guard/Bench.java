package ai.gateway.guard;

import ai.gateway.guard.GuardRules.Action;
import ai.gateway.judge.Guard;
import ai.gateway.judge.Matter;
import ai.gateway.judge.Objection;
import ai.gateway.pipeline.Now;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import java.util.ArrayList;
import java.util.List;

/** Who judges, and how long they may take. Who cannot tell, objects where something can be kept from passing. */
final class Bench {

    private static final Logger log = LoggerFactory.getLogger(Bench.class);

    private final String id;
    private final GuardRules rules;

    /** @param id of the exchange */
    Bench(String id, GuardRules rules) {
        this.id = id;
        this.rules = rules;
    }

    /**
     * What guards say.
     *
     * @param told by those who could tell at once
     * @param open of those who still think
     */
    record Opinions(List<Objected> told, List<Mono<Objected>> open) {}

    /** Asks all of them; where one objection is enough, none behind it. */
    Opinions ask(Matter matter) {
        List<Objected> told = new ArrayList<>();
        List<Mono<Objected>> open = new ArrayList<>();
        for (Guard guard : rules.guards()) {
            Mono<Objection> judged = judged(guard, matter);
            if (!Now.is(judged)) {
                open.add(judged.timeout(rules.manner().patience())
                        .onErrorResume(why -> Mono.justOrEmpty(failed(guard, why)))
                        .map(objection -> new Objected(guard.name(), objection)));
                continue;
            }
            Objection objection = now(guard, judged);
            if (objection != null) {
                told.add(new Objected(guard.name(), objection));
                if (settles(objection)) {
                    return new Opinions(told, List.of());
                }
            }
        }
        return new Opinions(told, open);
    }

    /** Whether nothing that others say can make it pass. */
    private boolean settles(Objection objection) {
        boolean hides =
                rules.manner().action() == Action.MASK && !objection.marks().isEmpty();
        return rules.manner().acts() && !hides;
    }

    private static Mono<Objection> judged(Guard guard, Matter matter) {
        try {
            return guard.judge(matter);
        } catch (RuntimeException mistake) {
            return Mono.error(mistake);
        }
    }

    private @Nullable Objection now(Guard guard, Mono<Objection> judged) {
        try {
            return Now.value(judged);
        } catch (Exception why) {
            return failed(guard, why);
        }
    }

    private @Nullable Objection failed(Guard guard, Throwable why) {
        log.warn("{} guard {} cannot tell: {}", id, guard.name(), why.toString());
        return rules.manner().acts() ? new Objection("cannot-tell", "it cannot tell") : null;
    }

    /** All that they say, with what was told at once; where something can be kept from passing, up to what nobody can mask. */
    Mono<List<Objected>> all(Opinions opinions) {
        if (opinions.open().isEmpty()) {
            return Mono.just(opinions.told());
        }
        return Flux.merge(Flux.fromIterable(opinions.open()), opinions.open().size())
                .takeUntil(
                        one -> rules.manner().acts() && one.objection().marks().isEmpty())
                .collectList()
                .map(late -> {
                    List<Objected> all = new ArrayList<>(opinions.told());
                    all.addAll(late);
                    return all;
                });
    }
}
