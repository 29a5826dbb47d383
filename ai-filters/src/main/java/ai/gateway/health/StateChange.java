package ai.gateway.health;

/**
 * A breaker has changed its state.
 *
 * @param id the target's or key's
 * @param origin who has found out; what was told from outside must not be told on, or replicas echo each other for ever
 */
public record StateChange(String id, Breaker.State from, Breaker.State to, Origin origin) {

    public enum Origin {
        /** By calls of this gateway. */
        SEEN,
        /** By {@link Breaker#open}. */
        TOLD
    }
}
