package ai.gateway.account;

import ai.gateway.ledger.Entry;
import ai.gateway.pipeline.AiExchange;
import ai.gateway.quota.Level;

/** Is told what becomes of accounts. Must not block: it is called on the event loop of a request. */
public interface Watcher {

    /**
     * So much of it was held for a call.
     *
     * @param at when, by the clock of windows
     */
    default void granted(AiExchange exchange, Demand demand, Level level, long at) {}

    /**
     * There was not enough of it for a call; it was refused, or let pass all the same. Nobody is told so while the store is lost
     * and nobody knows.
     */
    default void lacked(AiExchange exchange, Demand demand, Level level, long at) {}

    /** A call was written down; what it came to is counted in the quotas soon after, never before. */
    default void settled(AiExchange exchange, Entry entry) {}
}
