package ai.gateway.pipeline;

import ai.gateway.exchange.Failure;

/**
 * Tears the client's connection after an answer that was already under way has failed. It has no cause on purpose: Spring
 * would look at the innermost one, take a reset provider for a client that left, and end the answer as if all were well.
 */
final class AnswerAborted extends RuntimeException {

    private final transient Failure failure;

    AnswerAborted(Failure failure) {
        super(failure.message(), null, false, false);
        this.failure = failure;
    }

    Failure failure() {
        return failure;
    }
}
