package ai.gateway.ledger;

import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * Some entries, the newest first.
 *
 * @param next how to ask for those after them; null where there are none
 */
public record EntryPage(List<Entry> entries, @Nullable String next) {

    public EntryPage {
        entries = List.copyOf(entries);
    }
}
