package ai.gateway.pipeline;

import reactor.core.publisher.Mono;

/**
 * What a filter adds to an exchange for the way back. The request half has run by then, at the filter's place in the
 * route; this is the half that sees the answer and the half that sees the outcome.
 */
public interface Stage {

    /** What a stage must be shown. It decides the {@link Lane}: the least that any stage asks for is what is paid. */
    enum Need {
        OUTCOME,
        TEXTS
    }

    default Need need() {
        return Need.OUTCOME;
    }

    /** What changes the texts of an answer, a new one for each; asked of who needs {@link Need#TEXTS}. In reverse route order. */
    default TextFlow flow() {
        throw new UnsupportedOperationException("flow: none (expected: one of who needs TEXTS)");
    }

    /**
     * Somebody was asked, and it is over: told for each of the attempts, those whose answer nobody got among them, before the
     * exchange settles. Only a mirror may come later.
     */
    default void attempted(AiExchange exchange, Spent spent) {}

    /** Settles what the request half reserved, counted or opened. Called once, whatever ended the exchange. */
    default Mono<Void> settle(AiExchange exchange, Outcome outcome) {
        return Mono.empty();
    }
}
