package ai.gateway.cache;

import ai.gateway.semantic.Alikeness;

/**
 * What a route says of questions that mean the same.
 *
 * @param threshold how near a question must be; NaN for as near as the model needs it
 * @param maxTurns how many turns of the user a conversation may have
 * @param maxTemperature above which nobody expects the same answer twice
 */
record Semantic(Mode mode, Alikeness profile, double threshold, int maxTurns, double maxTemperature) {

    /** What becomes of an answer to a question that means the same. */
    enum Mode {
        OFF,
        /** It is not given; but it is written down how it would have fitted. */
        SHADOW,
        ON
    }
}
