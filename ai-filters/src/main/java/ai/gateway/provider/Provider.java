package ai.gateway.provider;

import ai.gateway.condition.Glob;
import ai.gateway.dialect.Traits;
import ai.gateway.exchange.Operation;
import org.jspecify.annotations.Nullable;

import java.net.URI;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongUnaryOperator;

/**
 * A named place to send to. Data: what sets one provider apart from another is written in {@code providers.yml} or in
 * the user's configuration, not in code.
 *
 * @param bases where each wire format that it understands is spoken: dialect id to base URL, its own dialect first
 * @param headers sent with every request that does not carry them already; a client's own value wins
 * @param query sent with every request, such as {@code api-version}
 * @param models names that clients use here, and what the provider calls them
 * @param serves patterns of the models that it is known to serve, for {@code ai://auto}
 * @param paths beginnings of API paths, and what stands in their place here
 * @param settings what else a {@link Signer} may want to know, such as {@code region}; may hold secrets
 * @param operations what it is known to do in which dialect; of a dialect that is not there nothing is known
 * @param traits how its way of speaking differs from that of its dialect
 * @param deployments models that are not spoken to like the rest; the first one that takes a call settles it
 * @param obstacle why it cannot be used as it is configured, and what to set; null when it can
 */
public record Provider(
        String name,
        Map<String, URI> bases,
        AuthStyle auth,
        List<ApiKey> keys,
        Map<String, String> headers,
        Map<String, String> query,
        Map<String, String> models,
        List<Glob> serves,
        Map<String, String> paths,
        Map<String, String> settings,
        Map<String, Set<Operation>> operations,
        Traits traits,
        List<Deployment> deployments,
        @Nullable String obstacle) {

    public Provider {
        if (bases.isEmpty() && obstacle == null) {
            throw new IllegalArgumentException("dialects: none (expected: at least one)");
        }
        bases = Collections.unmodifiableMap(new LinkedHashMap<>(bases));
        keys = List.copyOf(keys);
        headers = Map.copyOf(headers);
        query = Map.copyOf(query);
        models = Map.copyOf(models);
        serves = List.copyOf(serves);
        paths = Map.copyOf(paths);
        settings = Map.copyOf(settings);
        operations = Map.copyOf(operations);
        deployments = List.copyOf(deployments);
    }

    /** A provider without any peculiarities. */
    public Provider(
            String name,
            Map<String, URI> bases,
            AuthStyle auth,
            List<ApiKey> keys,
            Map<String, String> headers,
            Map<String, String> query,
            Map<String, String> models,
            List<Glob> serves) {
        this(
                name,
                bases,
                auth,
                keys,
                headers,
                query,
                models,
                serves,
                Map.of(),
                Map.of(),
                Map.of(),
                Traits.NONE,
                List.of(),
                null);
    }

    /** The same provider with these deployments. */
    public Provider with(List<Deployment> deployments) {
        return new Provider(
                name,
                bases,
                auth,
                keys,
                headers,
                query,
                models,
                serves,
                paths,
                settings,
                operations,
                traits,
                deployments,
                obstacle);
    }

    /** The same provider where it speaks only that dialect, at that place. */
    public Provider speaking(String dialect, URI base, Traits traits) {
        Map<String, URI> only = Map.of(dialect, base);
        return new Provider(
                name,
                only,
                auth,
                keys,
                headers,
                query,
                models,
                serves,
                paths,
                settings,
                operations,
                traits,
                List.of(),
                obstacle);
    }

    public boolean isUsable() {
        return obstacle == null;
    }

    public boolean speaks(String dialect) {
        return bases.containsKey(dialect);
    }

    /** Whether it can be asked for that in that dialect, as far as is known. */
    public boolean takes(String dialect, Operation operation) {
        Set<Operation> known = operations.get(dialect);
        return speaks(dialect) && (known == null || known.contains(operation));
    }

    /** Whether a chat with that model is understood in that dialect. */
    boolean speaks(String dialect, String model) {
        Deployment deployment = deployment(model, dialect, Operation.CHAT);
        return (deployment == null ? this : deployment.provider()).speaks(dialect);
    }

    /** The deployment to which such a call goes; null where the model is like the rest. */
    public @Nullable Deployment deployment(@Nullable String model, String client, Operation operation) {
        if (model != null) {
            for (Deployment deployment : deployments) {
                if (deployment.takes(model, client, operation)) {
                    return deployment;
                }
            }
        }
        return null;
    }

    public boolean serves(String model) {
        return models.containsKey(model) || serves.stream().anyMatch(glob -> glob.matches(model));
    }

    /** What the provider itself calls a model. */
    public String nameOf(String model) {
        return models.getOrDefault(model, model);
    }

    /**
     * Where a call goes, without the query.
     *
     * @param apiPath raw path as the dialect's SDK appends it to its base URL
     */
    public String endpoint(String dialect, String apiPath) {
        URI base = base(dialect);
        return base + withoutRepeatedVersion(base.getRawPath(), here(apiPath));
    }

    /** Where a dialect is spoken. */
    public URI base(String dialect) {
        URI base = bases.get(dialect);
        if (base == null) {
            throw new IllegalArgumentException("dialect: " + dialect + " (expected: one of " + bases.keySet() + ")");
        }
        return base;
    }

    /** One of the keys by chance, in proportion to their weights; null where there are none. */
    @Nullable
    ApiKey chooseKey(LongUnaryOperator chance) {
        if (keys.size() < 2) {
            return keys.isEmpty() ? null : keys.get(0);
        }
        long sum = keys.stream().mapToLong(ApiKey::weight).sum();
        if (sum == 0) {
            return keys.get((int) chance.applyAsLong(keys.size()));
        }
        long mark = chance.applyAsLong(sum);
        for (ApiKey key : keys) {
            mark -= key.weight();
            if (mark < 0) {
                return key;
            }
        }
        throw new IllegalStateException("chance: not below " + sum);
    }

    /** The longest beginning that {@link #paths} names, replaced. */
    private String here(String apiPath) {
        String longest = null;
        for (String start : paths.keySet()) {
            boolean whole = apiPath.startsWith(start)
                    && (apiPath.length() == start.length() || apiPath.charAt(start.length()) == '/');
            if (whole && (longest == null || start.length() > longest.length())) {
                longest = start;
            }
        }
        return longest == null ? apiPath : paths.get(longest) + apiPath.substring(longest.length());
    }

    /** Many write the API's version into a base URL to which the SDK appends it once more: {@code …/v1} + {@code /v1/x}. */
    private static String withoutRepeatedVersion(String basePath, String apiPath) {
        int end = apiPath.indexOf('/', 1);
        boolean version = end > 2 && apiPath.charAt(1) == 'v' && Character.isDigit(apiPath.charAt(2));
        return version && basePath.endsWith(apiPath.substring(0, end)) ? apiPath.substring(end) : apiPath;
    }

    /** Leaves out whatever may hold a secret. */
    @Override
    public String toString() {
        return "Provider[" + name + ", " + bases + ", " + keys + (obstacle == null ? "" : ", " + obstacle) + "]";
    }
}
