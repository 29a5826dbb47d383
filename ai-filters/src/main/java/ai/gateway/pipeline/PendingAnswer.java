package ai.gateway.pipeline;

import reactor.core.publisher.Mono;

/**
 * An answer whose status and headers are set, and whose body waits until the filters of the route have had their way with
 * these.
 *
 * @param write writes it, once
 * @param drop lets go of what it holds, when it is not written
 */
record PendingAnswer(Mono<Void> write, Runnable drop) {

    /** One that holds nothing but memory. */
    static PendingAnswer of(Mono<Void> write) {
        return new PendingAnswer(write, () -> {});
    }
}
