package ai.gateway.ledger;

import ai.gateway.quota.Charge;

import java.util.Collection;
import java.util.List;

/** Where a journal is emptied into. */
interface Sink {

    /**
     * Keeps those whose ids it does not know. When it returns, they are safe.
     *
     * @throws LedgerException when it cannot; none of them is kept then
     */
    void write(List<Entry> entries);

    /**
     * All sums of charges that still count.
     *
     * @throws LedgerException when the database does not answer
     */
    Collection<Charge> live(long now);
}
