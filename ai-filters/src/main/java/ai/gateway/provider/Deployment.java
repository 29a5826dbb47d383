package ai.gateway.provider;

import ai.gateway.condition.Glob;
import ai.gateway.exchange.Operation;
import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Set;

/**
 * Some of a provider's models that are not spoken to like the rest: in a dialect of their own, maybe at a place of their
 * own, maybe hosted for another vendor whose dialect it is.
 *
 * @param models whose
 * @param clients the dialects whose clients are sent this way; empty for all
 * @param provider the same provider as it is for these models: it speaks one dialect
 * @param hosting how paths and bodies differ from the dialect's own; null where they do not
 */
public record Deployment(
        List<Glob> models,
        Set<String> clients,
        Provider provider,
        @Nullable Hosting hosting) {

    public Deployment {
        models = List.copyOf(models);
        clients = Set.copyOf(clients);
    }

    boolean takes(String model, String client, Operation operation) {
        return (clients.isEmpty() || clients.contains(client))
                && (hosting == null || hosting.takes(operation))
                && models.stream().anyMatch(glob -> glob.matches(model));
    }
}
