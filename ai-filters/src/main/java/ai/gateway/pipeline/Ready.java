package ai.gateway.pipeline;

import ai.gateway.exchange.Failure;
import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * An answer that can be given: it is all there, or its first content is. Nothing of it has touched the client's response.
 *
 * @param failure what it says went wrong; null for a good one
 * @param give leaves it to be written to the client
 * @param streamed how it goes on; null where it is not the rest of another one
 */
record Ready(
        Passage passage,
        @Nullable Failure failure,
        Runnable give,
        @Nullable Streamed streamed) {

    /** A stream as the provider sends it. */
    record Streamed(Framing framing, Flux<ByteBuf> body) {}

    Ready(Passage passage, Runnable give) {
        this(passage, null, give);
    }

    Ready(Passage passage, @Nullable Failure failure, Runnable give) {
        this(passage, failure, give, null);
    }

    /** What is there as a whole is judged before it is given; of a stream, nothing has come yet. */
    Mono<Ready> judged() {
        if (!passage.flows().isOwed()) {
            return Mono.just(this);
        }
        passage.clocks().pause();
        return passage.home(passage.flows().judged(/* ended= */ true).thenReturn(this))
                .onErrorMap(RuntimeException.class, why -> passage.failure(why).asException());
    }

    void drop() {
        passage.drop();
    }
}
