package ai.gateway.pipeline;

import ai.gateway.exchange.AnswerFacts;
import ai.gateway.exchange.Failure;
import org.jspecify.annotations.Nullable;

import java.util.Locale;

/**
 * How an exchange ended.
 *
 * @param status what the client was told; 0 where it left before it was told anything
 * @param facts what was picked up from the answer, as far as it came
 * @param failure what went wrong on our side of the provider; null where nothing did
 */
public record Outcome(
        Ending ending,
        int status,
        AnswerFacts facts,
        @Nullable Failure failure) {

    public enum Ending {
        /** The answer went out whole. A provider's own error is an answer too. */
        COMPLETE,
        /** The provider closed its stream without saying that it was over. */
        INCOMPLETE,
        /** We told the client a failure, as an answer or as the last frame of a stream. */
        FAILED,
        /** The client hung up. */
        CLIENT_GONE;

        private final String label = name().toLowerCase(Locale.ROOT);

        /** As records have it. */
        public String label() {
            return label;
        }
    }

    /** The same for the one who was asked. */
    public Pick.Result result() {
        return switch (ending) {
            case COMPLETE -> facts.failure() == null ? Pick.Result.ANSWERED : Pick.Result.FAILED;
            case INCOMPLETE, FAILED -> Pick.Result.FAILED;
            case CLIENT_GONE -> Pick.Result.UNWANTED;
        };
    }
}
