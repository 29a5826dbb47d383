package ai.gateway.autoconfigure;

import ai.gateway.condition.Glob;
import ai.gateway.condition.Nearest;
import ai.gateway.exchange.Operation;
import ai.gateway.provider.ApiKey;
import ai.gateway.provider.AuthStyle;
import ai.gateway.provider.Provider;
import org.jspecify.annotations.Nullable;

import java.net.URI;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Makes a provider of what is written of it. A built-in one that lacks something gets an obstacle; a mistake in what
 * somebody wrote is an error.
 */
final class ProviderAssembler {

    private static final Pattern NAME = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");

    private final BuiltIns builtIns;
    private final Set<AuthStyle> signed;
    private final Set<String> mentioned;

    /**
     * @param signed the styles for which there is a signer
     * @param mentioned providers of which the user's own configuration speaks
     */
    ProviderAssembler(BuiltIns builtIns, Set<AuthStyle> signed, Set<String> mentioned) {
        this.builtIns = builtIns;
        this.signed = Set.copyOf(signed);
        this.mentioned = Set.copyOf(mentioned);
    }

    Provider assemble(String name, ProviderProperties written) {
        String property = "ai.gateway.providers." + name;
        if (!NAME.matcher(name).matches() || name.equals("auto")) {
            throw InvalidSettingsException.of(
                    property, name, "a name of small letters, digits and single dashes, not auto");
        }
        String template = template(property, name, written);
        Map<String, String> places = places(property, written);
        Map<String, String> settings = written.settings();
        List<ApiKey> keys = keys(property, written);
        AuthStyle auth = auth(written.auth(), places.keySet().iterator().next(), !keys.isEmpty());

        String obstacle = obstacle(name, written, auth, !keys.isEmpty())
                .or(() -> unfilled(name, template, places, settings))
                .orElse(null);
        boolean filled = unfilled(name, template, places, settings).isEmpty();
        Map<String, URI> bases = filled ? bases(property, template, places, settings) : Map.of();
        List<Glob> serves = Glob.list(written.serves());
        Provider plain = new Provider(
                name,
                bases,
                auth,
                keys,
                written.headers(),
                written.query(),
                written.models(),
                serves,
                written.paths(),
                settings,
                operations(written),
                written.traits().toTraits(),
                List.of(),
                obstacle);
        return filled ? plain.with(Deployments.of(plain, template, written)) : plain;
    }

    /** The order of a built-in provider's own dialects goes before that of added ones. */
    private Map<String, String> places(String property, ProviderProperties written) {
        Map<String, String> places = new LinkedHashMap<>();
        if (written.dialect() != null) {
            places.put(written.dialect().id(), ".");
            return places;
        }
        builtIns.dialects(property).forEach(dialect -> places.put(dialect, ""));
        written.dialects().forEach((dialect, place) -> places.put(dialect.id(), place.trim()));
        places.values().removeIf(String::isEmpty);
        if (places.isEmpty()) {
            throw InvalidSettingsException.of(
                    property + ".dialect", "missing (expected: " + BindFailures.oneOf(DialectId.class) + ")");
        }
        return places;
    }

    private static Map<String, Set<Operation>> operations(ProviderProperties written) {
        Map<String, Set<Operation>> operations = new LinkedHashMap<>();
        written.operations().forEach((dialect, known) -> operations.put(dialect.id(), Set.copyOf(known)));
        return operations;
    }

    private String template(String property, String name, ProviderProperties written) {
        String baseUrl = written.baseUrl();
        if (baseUrl != null && !baseUrl.isBlank()) {
            return baseUrl.trim();
        }
        String meant = Nearest.to(name, builtIns.names())
                .map(near -> ", or the built-in provider " + near)
                .orElse("");
        throw InvalidSettingsException.of(property + ".base-url", "missing (expected: a URL" + meant + ")");
    }

    private static Map<String, URI> bases(
            String property, String template, Map<String, String> places, Map<String, String> settings) {
        String baseUrl = Locations.fill(template, settings);
        URI base;
        try {
            base = Locations.base(baseUrl);
        } catch (IllegalArgumentException malformed) {
            throw InvalidSettingsException.of(property + ".base-url", baseUrl, String.valueOf(malformed.getMessage()));
        }
        Map<String, URI> bases = new LinkedHashMap<>();
        places.forEach((dialect, place) -> {
            try {
                bases.put(dialect, Locations.place(base, Locations.fill(place, settings)));
            } catch (IllegalArgumentException malformed) {
                throw InvalidSettingsException.of(
                        property + ".dialects." + dialect, place, String.valueOf(malformed.getMessage()));
            }
        });
        return bases;
    }

    private static List<ApiKey> keys(String property, ProviderProperties written) {
        List<ApiKey> keys = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (int i = 0; i < written.apiKeys().size(); i++) {
            ProviderProperties.Key key = written.apiKeys().get(i);
            String at = property + ".api-keys[" + i + "].";
            String name = key.name() == null ? "key-" + (i + 1) : key.name();
            if (!names.add(name)) {
                throw InvalidSettingsException.of(at + "name", name, "a name that no other key has");
            }
            if (key.weight() < 0) {
                throw InvalidSettingsException.of(at + "weight", key.weight(), ">= 0");
            }
            add(keys, name, key.value(), key.weight());
        }
        if (keys.isEmpty()) {
            add(keys, "api-key", written.apiKey(), 1);
        }
        if (keys.isEmpty()) {
            add(keys, "access-token", written.accessToken(), 1);
        }
        return keys;
    }

    /** A key without a value is one whose environment variable is not set: it is not there. */
    private static void add(List<ApiKey> keys, String name, @Nullable String value, int weight) {
        if (value != null && !value.isBlank()) {
            keys.add(new ApiKey(name, value.trim(), weight));
        }
    }

    /** A plain key goes before what would be signed, as that cloud takes it; without a word, as the dialect is used to. */
    private static AuthStyle auth(@Nullable AuthStyle written, String dialect, boolean hasKey) {
        if (written != null) {
            AuthStyle ofKey = written == AuthStyle.ENTRA ? AuthStyle.API_KEY : AuthStyle.BEARER;
            return written.isSigned() && hasKey ? ofKey : written;
        }
        if (!hasKey) {
            return AuthStyle.NONE;
        }
        return switch (dialect) {
            case "anthropic" -> AuthStyle.X_API_KEY;
            case "gemini" -> AuthStyle.X_GOOG_API_KEY;
            default -> AuthStyle.BEARER;
        };
    }

    private Optional<String> obstacle(String name, ProviderProperties written, AuthStyle auth, boolean hasKey) {
        String property = "ai.gateway.providers." + name;
        if (!written.enabled()) {
            return Optional.of("set " + property + ".enabled to true");
        }
        if (auth.isKey() && !hasKey) {
            return Optional.of(set(name, "api-key") + " (auth: none if it needs no key)");
        }
        if (auth == AuthStyle.NONE && builtIns.names().contains(name) && !mentioned.contains(name)) {
            return Optional.of("set " + property + ".enabled or " + property + ".base-url, if you run one");
        }
        return switch (auth) {
            case SIGV4 ->
                signed.contains(auth)
                        ? halfAKey(name, written.settings())
                        : Optional.of(set(name, "api-key") + ", or add a signer for AWS");
            case OAUTH ->
                signed.contains(auth)
                        ? Optional.empty()
                        : Optional.of(set(name, "access-token") + ", or add a signer for OAuth");
            case ENTRA ->
                signed.contains(auth) && knowsAnIdentity(written.settings())
                        ? Optional.empty()
                        : Optional.of(
                                set(name, "api-key")
                                        + ", or tenant-id, client-id and client-secret, or federated-token-file, or managed-identity");
            case BEARER, X_API_KEY, X_GOOG_API_KEY, API_KEY, QUERY, NONE -> Optional.empty();
        };
    }

    /** Nobody is to be asked who somebody is who has given one half of it. */
    private Optional<String> halfAKey(String name, Map<String, String> settings) {
        if (!settings.containsKey("region")) {
            return Optional.of(set(name, "region"));
        }
        boolean id = settings.containsKey("access-key-id");
        boolean secret = settings.containsKey("secret-access-key");
        return id == secret ? Optional.empty() : Optional.of(set(name, id ? "secret-access-key" : "access-key-id"));
    }

    /** Machines have identities that nobody has thought of; they are shown to Azure only where somebody says so. */
    private static boolean knowsAnIdentity(Map<String, String> settings) {
        boolean application = settings.containsKey("tenant-id") && settings.containsKey("client-id");
        boolean proof = settings.containsKey("client-secret") || settings.containsKey("federated-token-file");
        return (application && proof) || settings.containsKey("managed-identity");
    }

    private Optional<String> unfilled(
            String name, String template, Map<String, String> places, Map<String, String> settings) {
        return Locations.missing(template + " " + places.values(), settings).map(setting -> set(name, setting));
    }

    private String set(String name, String setting) {
        String property = "ai.gateway.providers." + name + "." + setting;
        List<String> variables = builtIns.variables(name, setting);
        return "set " + property
                + (variables.isEmpty() ? "" : " or the environment variable " + String.join(" or ", variables));
    }
}
