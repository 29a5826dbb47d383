package ai.gateway.exchange;

import java.util.List;

/**
 * The vectors of what was asked, in its order.
 *
 * @param id of the answer; empty where the provider gave it none
 * @param model as the provider calls it; empty where it did not say
 */
public record Embeddings(String id, String model, List<Vector> vectors, Usage usage) {

    public Embeddings {
        vectors = List.copyOf(vectors);
    }

    /** @throws AiException where it is no answer to that question: a vector each */
    public void requireFor(EmbeddingsRequest asked) {
        if (vectors.size() != asked.inputs().size()) {
            String found = vectors.size() + " embeddings of " + asked.inputs().size() + " inputs";
            throw Failure.of(FailureCode.UPSTREAM_INVALID_RESPONSE, "provider: " + found)
                    .asException();
        }
    }
}
