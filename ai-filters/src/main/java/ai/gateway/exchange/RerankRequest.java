package ai.gateway.exchange;

import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * Documents to be put into the order in which they answer a question.
 *
 * @param dialect id of the dialect that it was read from, whose the extras are
 * @param top how many of them to return; {@link Usage#ABSENT} for all
 * @param tokensPerDocument where to cut each; {@link Usage#ABSENT} for as the provider pleases
 * @param returned whether the answer shall repeat the documents
 */
public record RerankRequest(
        String dialect,
        @Nullable String model,
        String query,
        List<Document> documents,
        long top,
        long tokensPerDocument,
        boolean returned,
        Extras extras) {

    public RerankRequest {
        documents = List.copyOf(documents);
    }

    /**
     * @param text what is judged
     * @param json the document as it came, which may have more fields than its text
     */
    public record Document(String text, String json) {}
}
