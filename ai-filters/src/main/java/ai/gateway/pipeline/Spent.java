package ai.gateway.pipeline;

import ai.gateway.exchange.AnswerFacts;
import ai.gateway.exchange.Failure;
import ai.gateway.provider.Target;
import org.jspecify.annotations.Nullable;

/**
 * What one attempt came to: it may cost money whether or not its answer was the one that the client got.
 *
 * @param target who was asked; null where the route's uri says no more than a place
 * @param facts what was picked up from its answer, as far as it came
 * @param why it failed; null where it did not, or where the answer says it itself
 */
public record Spent(
        @Nullable Target target,
        AnswerFacts facts,
        Pick.Result how,
        Kind kind,
        @Nullable Failure why) {

    /** Whether anybody was asked. */
    public enum Kind {
        ASKED,
        /** Its answer was for nobody; it may come after the exchange has settled. */
        MIRROR,
        /** Nobody was asked: the answer was kept, or somebody else pays for it. */
        RECALLED,
        /** The same, but it is to count as if somebody had been asked. */
        RECALLED_AND_CHARGED
    }
}
