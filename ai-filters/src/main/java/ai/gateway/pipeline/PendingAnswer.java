package ai.gateway.pipeline;

import reactor.core.publisher.Mono;

/**
 * An answer whose status and headers are set, and whose body waits until the filters of the route have had their way with
 * these.
 *
 * @param write writes it, once
 * @param drop lets go of what it holds, when it is not written
 * @param whole whether all of it is there, and all is known of how it ends
 */
record PendingAnswer(Mono<Void> write, Runnable drop, boolean whole) {

    /** One that comes in pieces. */
    PendingAnswer(Mono<Void> write, Runnable drop) {
        this(write, drop, false);
    }

    /** One that holds nothing but memory. */
    static PendingAnswer of(Mono<Void> write) {
        return new PendingAnswer(write, () -> {}, true);
    }
}
