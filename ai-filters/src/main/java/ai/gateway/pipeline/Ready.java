package ai.gateway.pipeline;

import ai.gateway.exchange.Failure;
import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;

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

    void drop() {
        passage.drop();
    }
}
