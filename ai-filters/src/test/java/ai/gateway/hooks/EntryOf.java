package ai.gateway.hooks;

import ai.gateway.exchange.Usage;
import ai.gateway.ledger.Entry;
import ai.gateway.quota.Charge;

import java.util.List;

/** Entries of calls of which only the charges matter. */
final class EntryOf {

    private EntryOf() {}

    static Entry charges(List<Charge> charges) {
        return new Entry(
                "id",
                0,
                Entry.Who.NOBODY,
                new Entry.What("chat", "openai", "chat", "m", "p", "m"),
                new Entry.How("complete", 200, null, 1, false, null, 1, 1, false),
                Usage.NONE,
                Entry.Cost.NONE,
                charges);
    }
}
