package ai.gateway.ledger;

import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * Some logged exchanges, the newest first, without their bodies and steps.
 *
 * @param next how to ask for those after them; null where there are none
 */
public record LogPage(List<Logged> requests, @Nullable String next) {

    public LogPage {
        requests = List.copyOf(requests);
    }
}
