package ai.gateway.quota;

/** What becomes of a claim while the store that gateways share is lost. One that does not bind is never refused. */
public enum OnLoss {
    /** This gateway grants its share of the whole, as if nothing had been used: most, divided by the gateways there were. */
    SHARE_OF_MOST,
    /** This gateway grants its share of what was left when it last heard of the counter, for a minute at most. */
    SHARE_OF_REST,
    /** Nothing is granted. */
    REFUSE
}
