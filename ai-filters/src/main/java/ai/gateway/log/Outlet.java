package ai.gateway.log;

import ai.gateway.ledger.Logged;
import ai.gateway.ledger.WriteBehind;

/** One place where the log is kept, by the thread that waits for it. */
interface Outlet extends WriteBehind.Target<Logged>, AutoCloseable {

    /** In a word, for its thread and its metrics. */
    String name();

    @Override
    default void close() {}
}
