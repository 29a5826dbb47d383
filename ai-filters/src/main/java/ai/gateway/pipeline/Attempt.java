package ai.gateway.pipeline;

import ai.gateway.dialect.Dialect;
import ai.gateway.exchange.AnswerFacts;
import ai.gateway.provider.Target;
import org.jspecify.annotations.Nullable;

/**
 * One try at getting an answer: the request as it is changed for whom it goes to, and what is picked up from what comes back.
 *
 * @param request its own; the exchange's where there is only one try
 * @param pick who is asked; null where the route's uri and the model say it
 */
record Attempt(
        AiExchange ai,
        AiRequest request,
        AnswerFacts facts,
        @Nullable Pick pick) {

    /** The only one of an exchange. */
    static Attempt only(AiExchange ai) {
        return new Attempt(ai, ai.request(), ai.facts(), null);
    }

    /** One of several: what it changes, the others do not see. */
    static Attempt of(AiExchange ai, Pick pick) {
        AiRequest request = ai.request().copy();
        pick.prepare(request);
        return new Attempt(ai, request, new AnswerFacts(), pick);
    }

    Dialect dialect() {
        return ai.dialect();
    }

    Settings settings() {
        return ai.settings();
    }

    @Nullable
    Target target() {
        return pick == null ? null : pick.target();
    }

    /** Whether its answer is for nobody. */
    boolean isMirror() {
        return pick != null && pick.isMirror();
    }

    Settings.Timeouts timeouts() {
        return pick == null ? ai.timeouts() : pick.timeouts(ai.timeouts());
    }

    /** It has ended, and the exchange with it, unless nobody waited for the answer. */
    void end(Outcome how) {
        if (!isMirror()) {
            ai.end(how);
        }
    }
}
