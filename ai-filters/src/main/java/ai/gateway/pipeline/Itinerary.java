package ai.gateway.pipeline;

import ai.gateway.exchange.Failure;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** Whom one exchange asks, one after the other. Called on the loop of the exchange's client. */
public interface Itinerary {

    /** The first to be asked. Fails with what the client is told where nobody can be. */
    Mono<Pick> first();

    /** Whom to ask after one has failed; empty where nobody is left, or where it would not help. */
    Mono<Pick> after(Pick failed, Failure why);

    /** For how many nanoseconds the first may be silent before another one is asked beside it; 0 for as long as it likes. */
    default long patience() {
        return 0;
    }

    /** Whom to ask beside one that is silent; null for nobody. */
    default @Nullable Pick beside(Pick silent) {
        return null;
    }

    /** Whether somebody else may go on with a stream that breaks off after its first content. */
    default boolean resumes() {
        return false;
    }

    /** Who goes on with what that one has begun; empty for nobody. */
    default Mono<Pick> goOn(Pick broken, Failure why) {
        return Mono.empty();
    }

    /** Whom to let look at the request too, without anybody waiting for the answer; null for nobody. */
    default @Nullable Pick mirror() {
        return null;
    }
}
