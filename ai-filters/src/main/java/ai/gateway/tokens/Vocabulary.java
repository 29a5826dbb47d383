package ai.gateway.tokens;

/** The tokenisers that we can have: those that OpenAI published. */
public enum Vocabulary {
    /** Of gpt-4o and all models since. */
    O200K,
    /** Of gpt-4, gpt-3.5 and the embeddings. */
    CL100K
}
