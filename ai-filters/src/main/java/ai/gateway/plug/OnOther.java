package ai.gateway.plug;

/** What to do with a request that is not one of the model calls we know. */
public enum OnOther {
    /** Let it pass as if we were not there; a predicate does not match. */
    SKIP,
    /** The same, with a line in the log. */
    WARN,
    /** Answer 400. */
    REJECT
}
