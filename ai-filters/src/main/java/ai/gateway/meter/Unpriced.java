package ai.gateway.meter;

/** What becomes of calls for which there is no price. */
public enum Unpriced {
    /** They are not made. */
    REJECT,
    /** They cost nothing, and somebody is told. */
    WARN,
    /** They cost nothing. */
    ZERO
}
