package ai.gateway.log;

import ai.gateway.ledger.Logged.Bodies;
import ai.gateway.ledger.Logged.Body;
import ai.gateway.ledger.Logged.Person;
import ai.gateway.pipeline.Stage;
import ai.gateway.pipeline.TextFlow;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** What a log's place in a route has seen of an exchange. */
final class Taken implements Stage {

    private final String route;
    private final Person person;
    private final Policy policy;
    private final @Nullable Body prompt;
    private final boolean keepsBodies;
    private final Queue<Heard> answers = new ConcurrentLinkedQueue<>();
    private @Nullable Mono<Bodies> shown;

    /**
     * @param prompt null where it is not kept
     * @param keepsBodies whether the answer is kept
     */
    Taken(String route, Person person, Policy policy, @Nullable Body prompt, boolean keepsBodies) {
        this.route = route;
        this.person = person;
        this.policy = policy;
        this.prompt = prompt;
        this.keepsBodies = keepsBodies;
    }

    @Override
    public Need need() {
        return keepsBodies ? Need.TEXTS : Need.OUTCOME;
    }

    @Override
    public TextFlow flow() {
        Heard one = new Heard(policy.taken());
        answers.add(one);
        return one;
    }

    String route() {
        return route;
    }

    Person person() {
        return person;
    }

    /**
     * What may be seen of it when all is over; empty where too much waits to be masked. It is masked once, whoever of those on
     * the exchange's loop wants it.
     */
    Mono<Bodies> shown(Outlets outlets) {
        if (shown == null) {
            shown = keepsBodies ? outlets.shown(bodies(), policy).cache() : Mono.just(Bodies.NONE);
        }
        return shown;
    }

    /** Of an answer that another one went on with, what both have said. */
    private Bodies bodies() {
        Pages pages = new Pages(policy.taken());
        answers.forEach(each -> each.into(pages));
        Body answer = pages.body();
        return new Bodies(prompt, answer.texts().isEmpty() ? null : answer);
    }
}
