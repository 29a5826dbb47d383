package ai.gateway.provider;

import java.net.URI;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A named place to send to. Data: what sets one provider apart from another is written in {@code providers.yml} or in
 * the user's configuration, not in code.
 *
 * @param bases where each wire format that it understands is spoken: dialect id to base URL, its own dialect first
 * @param headers sent with every request
 * @param query sent with every request, such as {@code api-version}
 * @param models names that clients use here, and what the provider calls them
 * @param serves patterns of the models that it is known to serve, for {@code ai://auto}
 */
public record Provider(
        String name,
        Map<String, URI> bases,
        AuthStyle auth,
        List<ApiKey> keys,
        Map<String, String> headers,
        Map<String, String> query,
        Map<String, String> models,
        List<Glob> serves) {

    public Provider {
        if (bases.isEmpty()) {
            throw new IllegalArgumentException("dialects: none (expected: at least one)");
        }
        bases = Collections.unmodifiableMap(new LinkedHashMap<>(bases));
        keys = List.copyOf(keys);
        headers = Map.copyOf(headers);
        query = Map.copyOf(query);
        models = Map.copyOf(models);
        serves = List.copyOf(serves);
    }

    public boolean speaks(String dialect) {
        return bases.containsKey(dialect);
    }

    public boolean serves(String model) {
        return models.containsKey(model) || serves.stream().anyMatch(glob -> glob.matches(model));
    }

    /** What the provider itself calls a model. */
    public String nameOf(String model) {
        return models.getOrDefault(model, model);
    }
}
