package ai.gateway.models;

/** An answer to a question of fact. Who decides by it must say what becomes of those of whom nobody knows. */
public enum Known {
    YES,
    NO,
    UNKNOWN
}
