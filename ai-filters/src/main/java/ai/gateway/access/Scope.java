package ai.gateway.access;

import ai.gateway.condition.Glob;
import ai.gateway.exchange.Operation;

import java.util.List;
import java.util.Set;

/**
 * What may be asked with a key. Where nothing is said of one of these, it does not matter.
 *
 * @param models patterns of {@code provider/model}, or of a model's name without a slash
 * @param providers patterns of their names
 * @param routes patterns of their ids
 * @param addresses from where
 */
public record Scope(
        List<Glob> models,
        Set<Operation> operations,
        List<Glob> providers,
        List<Glob> routes,
        List<AddressRange> addresses) {

    /** Everything. */
    public static final Scope ALL = new Scope(List.of(), Set.of(), List.of(), List.of(), List.of());

    public Scope {
        models = List.copyOf(models);
        operations = Set.copyOf(operations);
        providers = List.copyOf(providers);
        routes = List.copyOf(routes);
        addresses = List.copyOf(addresses);
    }

    /** Whether one of these patterns is met; without any, nothing has to be. */
    public static boolean meets(List<Glob> patterns, String name) {
        if (patterns.isEmpty()) {
            return true;
        }
        for (Glob pattern : patterns) {
            if (pattern.matches(name)) {
                return true;
            }
        }
        return false;
    }
}
