package ai.gateway.pipeline;

import ai.gateway.dialect.Dialect;
import ai.gateway.exchange.AnswerFacts;
import ai.gateway.exchange.Operation;
import ai.gateway.provider.Target;
import org.jspecify.annotations.Nullable;

/**
 * One try at getting an answer: the request as it is changed for whom it goes to, and what is picked up from what comes back.
 *
 * @param request its own; the exchange's where there is only one try
 * @param pick who is asked; null where the route's uri and the model say it
 * @param resumption who goes on when its stream breaks off; null for nobody
 * @param said what another one has said before it broke off; null where this one begins
 */
record Attempt(
        AiExchange ai,
        AiRequest request,
        AnswerFacts facts,
        @Nullable Pick pick,
        @Nullable Resumption resumption,
        @Nullable String said) {

    /** The only one of an exchange. */
    static Attempt only(AiExchange ai) {
        return new Attempt(ai, ai.request(), ai.facts(), null, null, null);
    }

    /** One of several: what it changes, the others do not see. */
    static Attempt of(AiExchange ai, Pick pick, @Nullable Resumption resumption) {
        return new Attempt(ai, prepared(ai, pick), new AnswerFacts(), pick, resumption, null);
    }

    /** One that goes on with what another one has said. */
    static Attempt goingOn(AiExchange ai, Pick pick, String said) {
        return new Attempt(ai, prepared(ai, pick), new AnswerFacts(), pick, null, said);
    }

    private static AiRequest prepared(AiExchange ai, Pick pick) {
        AiRequest request = ai.request().copy();
        pick.prepare(request);
        return request;
    }

    /** The same, with what was picked up before. */
    Attempt with(AnswerFacts known) {
        return new Attempt(ai, request, known, pick, resumption, said);
    }

    /** Whether its stream must be read event by event, so that it can be gone on with, or go on. */
    boolean wantsEvents() {
        return said != null || (resumption != null && isStreamedChat());
    }

    private boolean isStreamedChat() {
        return request.isReadable() && request.call().operation() == Operation.CHAT && request.isStream();
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
