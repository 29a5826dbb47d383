package ai.gateway.pools;

import ai.gateway.pipeline.Pick;
import org.jspecify.annotations.Nullable;

/** Is told what becomes of attempts. Must not block: it runs on the event loop of a request. */
interface AttemptListener {

    AttemptListener NONE = new AttemptListener() {};

    /** @param why null where it has not failed */
    default void ended(PoolState pool, Seat seat, Pick.Result how, @Nullable FailureClass why) {}

    /** Another one is asked, because the one before has failed. */
    default void failedOver(PoolState pool) {}

    /**
     * One that was asked beside a silent one is through.
     *
     * @param won whether it was the first to speak
     */
    default void hedged(PoolState pool, boolean won) {}
}
