package ai.gateway.pipeline;

import ai.gateway.exchange.AnswerFacts;
import ai.gateway.recall.Kept;
import reactor.core.publisher.Mono;

/** What is known of one question. */
public interface Recollection {

    /** Equal questions have equal ones, and share the call that is made for one of them. */
    String key();

    /** How many bytes of an answer are kept. */
    long most();

    /** The answer, or nothing. Whatever goes wrong, it is nothing. */
    Mono<Found> find();

    /** The answer to a question that means the same, or nothing; asked for where nobody knows the answer to this one. */
    default Mono<Found> alike() {
        return Mono.empty();
    }

    /** It came from whoever was asked, whole, and may be kept. */
    void keep(Kept answer, AnswerFacts facts);

    /** How an answer is told that was not found: in a word. */
    String missed();

    /** Whether an answer that nobody was asked for counts against limits and budgets as if somebody had been. */
    default boolean isCharged() {
        return false;
    }

    /** Whether who gets an answer that was kept is told that nothing was used. */
    default boolean zeroesUsage() {
        return false;
    }
}
