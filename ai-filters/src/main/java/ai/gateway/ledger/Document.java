package ai.gateway.ledger;

import org.jspecify.annotations.Nullable;

/**
 * Something that is kept under a name, whatever it means.
 *
 * @param body JSON; null where it was taken away
 * @param version the higher the later, across all of them
 * @param changedAt in milliseconds since 1970
 */
public record Document(String kind, String id, @Nullable String body, long version, long changedAt) {

    public boolean isThere() {
        return body != null;
    }
}
