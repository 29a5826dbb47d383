package ai.gateway.log;

import ai.gateway.ledger.Logged;
import ai.gateway.ledger.Logged.Body;
import ai.gateway.ledger.Logged.Person;
import ai.gateway.pipeline.Stage;
import ai.gateway.pipeline.TextFlow;
import org.jspecify.annotations.Nullable;

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

    Policy policy() {
        return policy;
    }

    /** Of an answer that another one went on with, what both have said. */
    Logged.Bodies bodies() {
        if (!keepsBodies) {
            return Logged.Bodies.NONE;
        }
        Pages pages = new Pages(policy.taken());
        answers.forEach(each -> each.into(pages));
        Body answer = pages.body();
        return new Logged.Bodies(prompt, answer.texts().isEmpty() ? null : answer);
    }
}
