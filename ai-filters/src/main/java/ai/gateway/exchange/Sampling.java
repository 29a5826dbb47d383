package ai.gateway.exchange;

import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * How an answer is drawn. Null, and {@link Usage#ABSENT} for the counts, where the client said nothing.
 *
 * @param maxOutput cap on the tokens of the answer
 * @param candidates how many answers
 * @param topLogprobs of how many candidates of each token to tell the probability; ABSENT for none
 */
public record Sampling(
        long maxOutput,
        @Nullable Double temperature,
        @Nullable Double topP,
        long topK,
        @Nullable Double frequencyPenalty,
        @Nullable Double presencePenalty,
        @Nullable Long seed,
        List<String> stop,
        long candidates,
        @Nullable Boolean logprobs,
        long topLogprobs) {

    public static final Sampling UNSAID = new Sampling(
            Usage.ABSENT, null, null, Usage.ABSENT, null, null, null, List.of(), Usage.ABSENT, null, Usage.ABSENT);

    public Sampling {
        stop = List.copyOf(stop);
    }
}
