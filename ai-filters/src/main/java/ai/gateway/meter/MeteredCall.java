package ai.gateway.meter;

import ai.gateway.exchange.AnswerFacts;
import ai.gateway.exchange.Operation;
import ai.gateway.exchange.Principal;
import ai.gateway.exchange.Usage;
import ai.gateway.provider.Target;
import org.jspecify.annotations.Nullable;

/**
 * One attempt, as far as it costs something.
 *
 * @param target who was asked; null where the route's uri says no more than a place
 * @param facts what was picked up from its answer, as far as it came
 * @param begun whether the provider has begun to answer: who refuses, or fails before that, charges nothing
 * @param prompt tokens that the prompt has by our own count, for where the provider does not tell; {@link Usage#ABSENT} for
 *     nobody knows
 * @param who calls; null where nobody has asked
 */
public record MeteredCall(
        @Nullable Target target,
        Operation operation,
        AnswerFacts facts,
        boolean begun,
        long prompt,
        @Nullable Principal who) {

    /** As settings name it: {@code provider/model}. */
    String name() {
        return provider() + "/" + model();
    }

    String provider() {
        return target == null ? "" : target.provider().name();
    }

    /** As the provider was asked for it, or as it has answered. */
    String model() {
        String asked = target == null ? null : target.model();
        return asked != null ? asked : facts.model() != null ? facts.model() : "";
    }
}
