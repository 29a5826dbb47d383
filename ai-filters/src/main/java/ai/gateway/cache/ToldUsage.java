package ai.gateway.cache;

/** What those who get an answer again are told of its usage. */
enum ToldUsage {
    /** What the provider has told. */
    ORIGINAL,
    /** That nothing was used. */
    ZERO
}
