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
 * @param provenance of the answer
 */
record Attempt(
        AiExchange ai,
        AiRequest request,
        AnswerFacts facts,
        @Nullable Pick pick,
        @Nullable Resumption resumption,
        @Nullable String said,
        Provenance provenance) {

    /** The only one of an exchange. */
    static Attempt only(AiExchange ai) {
        return new Attempt(ai, ai.request(), ai.facts(), null, null, null, new Provenance());
    }

    /** One of several: what it changes, the others do not see. */
    static Attempt of(AiExchange ai, Pick pick, @Nullable Resumption resumption) {
        return new Attempt(ai, prepared(ai, pick), new AnswerFacts(), pick, resumption, null, new Provenance());
    }

    /** One that goes on with what another one has said. */
    static Attempt goingOn(AiExchange ai, Pick pick, String said) {
        return new Attempt(ai, prepared(ai, pick), new AnswerFacts(), pick, null, said, new Provenance());
    }

    /** The same question once more, as it was asked, by somebody else. */
    Attempt again(Pick other) {
        return new Attempt(ai, request.copy(), new AnswerFacts(), other, null, null, new Provenance());
    }

    private static AiRequest prepared(AiExchange ai, Pick pick) {
        AiRequest request = ai.request().copy();
        pick.prepare(request);
        return request;
    }

    /** The same, with what was picked up before. */
    Attempt with(AnswerFacts known) {
        return new Attempt(ai, request, known, pick, resumption, said, provenance);
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

    /** What is known of what is asked in it; null where nothing is to be remembered of it. */
    @Nullable
    Recollection recollection(Destination destination) {
        Recall recall = ai.recall();
        return recall == null || isMirror() || said != null || !request.isReadable()
                ? null
                : recall.of(new Question(ai, request, destination.target(), destination.uri()));
    }

    /** @param asked whether somebody was asked, who has to be paid */
    Spent.Kind kind(boolean asked) {
        if (asked) {
            return isMirror() ? Spent.Kind.MIRROR : Spent.Kind.ASKED;
        }
        return provenance.isCharged() ? Spent.Kind.RECALLED_AND_CHARGED : Spent.Kind.RECALLED;
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
