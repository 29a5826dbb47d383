package ai.gateway.pools;

/** Who of a pool's targets is asked first; the others follow in the same spirit. */
enum Strategy {
    /** By chance, in proportion to the weights. */
    WEIGHTED,
    /** As they stand in the list. */
    ORDERED,
    ROUND_ROBIN,
    LEAST_IN_FLIGHT,
    /** Who lately has answered soonest. */
    LOWEST_LATENCY,
    /** Who costs least by the price list, for this request. */
    CHEAPEST,
    /** The same for the same conversation (or user, or whatever), so that a provider's prompt cache is hit. */
    STICKY,
    /** The same for the same user, in proportion to the weights: canaries, comparisons. */
    SPLIT
}
