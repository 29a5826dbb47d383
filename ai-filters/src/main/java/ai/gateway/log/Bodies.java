package ai.gateway.log;

/** What of a body is kept. */
public enum Bodies {
    NONE,
    /** What is personal or secret in it is covered by its type. */
    MASKED,
    FULL
}
