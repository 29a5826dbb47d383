package ai.gateway.health;

import java.time.Duration;

/**
 * What a replica of the gateway has found out about somebody it asks, and the others should know.
 *
 * @param id of the {@link Health}; the same on all replicas that have the same configuration
 * @param left for how much longer it holds. A length, not a point in time: the clocks of replicas differ
 */
public record Finding(String id, Kind kind, Duration left) {

    public enum Kind {
        /** Its breaker has opened. */
        OPEN,
        /** It is cooling down. */
        COOLDOWN,
        /** An operator has drained it. */
        DRAINED,
        /** An operator has taken that back. */
        UNDRAINED
    }

    /** An operator's word holds until the next one. */
    private static final Duration ALWAYS = Duration.ofDays(365);

    public Finding {
        Checks.positive("left", left);
    }

    public static Finding drained(String id) {
        return new Finding(id, Kind.DRAINED, ALWAYS);
    }

    public static Finding undrained(String id) {
        return new Finding(id, Kind.UNDRAINED, ALWAYS);
    }
}
