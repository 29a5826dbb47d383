package ai.gateway.secrets;

/** Looks closer where its word stands. */
@FunctionalInterface
interface Probe {

    /** In time that a bound holds, however long the text is. */
    void look(Sight sight, int start, int end);
}
