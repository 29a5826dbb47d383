package ai.gateway.pools;

/** What becomes of a stream that breaks off after its first content. */
enum Resume {
    /** The client is told. */
    NEVER,
    /** Another target goes on from what has been said, once. */
    CONTINUE
}
