package ai.gateway.models;

/** How soon a provider is asked to answer, which it may charge differently for. */
public enum Service {
    STANDARD,
    BATCH,
    FLEX,
    PRIORITY
}
