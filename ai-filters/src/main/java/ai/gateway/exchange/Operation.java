package ai.gateway.exchange;

import java.util.Locale;

/** What a request asks of a provider. {@link #OTHER} is whatever we do not understand; it is relayed all the same. */
public enum Operation {
    CHAT,
    COMPLETION,
    EMBEDDINGS,
    RERANK,
    IMAGE,
    SPEECH,
    TRANSCRIPTION,
    MODERATION,
    COUNT_TOKENS,
    MODELS,
    FILES,
    BATCHES,
    OTHER;

    private final String label = name().toLowerCase(Locale.ROOT);
    private final String word = label.replace('_', '-');

    /** As records have it: {@code count_tokens}. */
    public String label() {
        return label;
    }

    /** As users have it: {@code count-tokens}. */
    public String word() {
        return word;
    }

    /** Whether a model writes the answer, token by token. */
    public boolean isWritten() {
        return this == CHAT || this == COMPLETION;
    }
}
