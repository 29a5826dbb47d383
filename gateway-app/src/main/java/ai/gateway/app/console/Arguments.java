package ai.gateway.app.console;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * What filters and predicates are told, as far as it may be shown. A header that is added may well be a credential: values are
 * shown of those that are known to hold none.
 */
final class Arguments {

    private static final String GENERATED = "_genkey_";
    private static final String HIDDEN = "•••";

    private static final Set<String> HARMLESS = Set.of(
            "Path",
            "Method",
            "Host",
            "After",
            "Before",
            "Between",
            "RemoteAddr",
            "XForwardedRemoteAddr",
            "Weight",
            "StripPrefix",
            "PrefixPath",
            "RewritePath",
            "SetPath",
            "SetStatus",
            "Retry",
            "CircuitBreaker",
            "RequestSize",
            "RequestHeaderSize",
            "RemoveRequestHeader",
            "RemoveRequestParameter",
            "RemoveResponseHeader",
            "DedupeResponseHeader",
            "PreserveHostHeader");

    private static final List<String> SECRETS = List.of("secret", "password", "credential", "api-key", "apikey");

    private Arguments() {}

    static List<String> shown(String of, Map<String, ?> arguments) {
        boolean harmless = of.startsWith("Ai") || HARMLESS.contains(of);
        if (!harmless) {
            return arguments.isEmpty() ? List.of() : List.of(HIDDEN);
        }
        List<String> shown = new ArrayList<>();
        arguments.forEach((name, value) -> {
            String visible = isSecret(name) ? HIDDEN : String.valueOf(value);
            shown.add(name.startsWith(GENERATED) ? visible : name + ": " + visible);
        });
        return shown;
    }

    private static boolean isSecret(String name) {
        String small = name.toLowerCase(Locale.ROOT);
        return SECRETS.stream().anyMatch(small::contains);
    }
}
