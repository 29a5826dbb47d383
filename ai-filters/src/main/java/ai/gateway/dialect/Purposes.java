package ai.gateway.dialect;

import ai.gateway.exchange.EmbeddingsRequest.Purpose;
import org.jspecify.annotations.Nullable;

import java.util.Locale;

/** What embeddings are for, in the words that dialects have for it. */
public final class Purposes {

    private Purposes() {}

    /** Whatever a word of Cohere's, Voyage's, NVIDIA's, Jina's or Google's means; null where it means nothing that we know. */
    public static @Nullable Purpose read(@Nullable String word) {
        return switch (word == null ? "" : word.toLowerCase(Locale.ROOT)) {
            case "query", "search_query", "retrieval_query", "retrieval.query" -> Purpose.QUERY;
            case "document", "passage", "search_document", "retrieval_document", "retrieval.passage" ->
                Purpose.DOCUMENT;
            case "classification" -> Purpose.CLASSIFICATION;
            case "clustering", "separation" -> Purpose.CLUSTERING;
            case "semantic_similarity", "text-matching" -> Purpose.SIMILARITY;
            case "question_answering" -> Purpose.QUESTION;
            case "fact_verification" -> Purpose.FACT;
            case "code_retrieval_query" -> Purpose.CODE_QUERY;
            default -> null;
        };
    }

    /** In Cohere's words, which its models have on Bedrock too; likeness is what indexes are made for. */
    public static String toCohere(Purpose purpose) {
        return switch (purpose) {
            case QUERY, QUESTION, FACT, CODE_QUERY -> "search_query";
            case CLASSIFICATION -> "classification";
            case CLUSTERING -> "clustering";
            case DOCUMENT, SIMILARITY -> "search_document";
        };
    }

    /** Whether it is the asking side of a search. */
    public static boolean isAsked(Purpose purpose) {
        return switch (purpose) {
            case QUERY, QUESTION, FACT, CODE_QUERY -> true;
            case DOCUMENT, SIMILARITY, CLASSIFICATION, CLUSTERING -> false;
        };
    }
}
