package ai.gateway.delivery;

import ai.gateway.reach.AllowList;
import ai.gateway.reach.Endpoint;
import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * Those who are told.
 *
 * @param allowed where they may be although it is not public
 */
public record Receivers(List<Receiver> all, AllowList allowed) {

    public Receivers {
        all = List.copyOf(all);
    }

    @Nullable
    Receiver at(Endpoint endpoint) {
        return all.stream()
                .filter(each -> each.endpoint().equals(endpoint))
                .findFirst()
                .orElse(null);
    }
}
