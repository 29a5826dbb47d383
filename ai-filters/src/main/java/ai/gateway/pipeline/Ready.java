package ai.gateway.pipeline;

import ai.gateway.exchange.Failure;
import org.jspecify.annotations.Nullable;

/**
 * An answer that can be given: it is all there, or its first content is. Nothing of it has touched the client's response.
 *
 * @param failure what it says went wrong; null for a good one
 * @param give leaves it to be written to the client
 */
record Ready(Passage passage, @Nullable Failure failure, Runnable give) {

    Ready(Passage passage, Runnable give) {
        this(passage, null, give);
    }

    void drop() {
        passage.drop();
    }
}
