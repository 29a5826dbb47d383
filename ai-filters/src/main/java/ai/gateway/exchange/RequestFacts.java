package ai.gateway.exchange;

import org.jspecify.annotations.Nullable;

import java.util.Set;

/**
 * What predicates and filters may want to know of a request without decoding it.
 *
 * @param model the model as the client wrote it; null where the operation has none
 * @param maxOutput the client's cap on output tokens; {@link Usage#ABSENT} where it set none
 * @param tools whether the request offers tools to the model
 * @param input kinds of content in the prompt
 */
public record RequestFacts(@Nullable String model, boolean stream, long maxOutput, boolean tools, Set<Modality> input) {

    public RequestFacts {
        input = Set.copyOf(input);
    }
}
