package ai.gateway.admin;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/**
 * Who administers the gateway while it runs, and where.
 *
 * @param token What an administrator shows as a bearer token: at least 16 characters. Without any token there is no admin API.
 * @param tokens The same for several, by the names under which their actions are kept.
 * @param path Below which the API is.
 * @param rotationGrace For how long a key's old secret is taken beside the new one where nobody says otherwise.
 */
@ConfigurationProperties(prefix = "ai.gateway.admin", ignoreUnknownFields = false)
record AdminProperties(
        @DefaultValue("") String token,
        @DefaultValue Map<String, String> tokens,
        @DefaultValue("/admin/v1") String path,
        @DefaultValue("24h") Duration rotationGrace) {

    private static final int SHORTEST = 16;
    private static final String ONLY_ONE = "admin";

    AdminProperties {
        tokens.forEach((name, each) -> check("tokens." + name, each));
        check("token", token);
        boolean isPath = path.length() > 1 && path.startsWith("/") && !path.endsWith("/");
        if (!isPath || path.indexOf('*') >= 0 || path.indexOf('{') >= 0) {
            throw new IllegalArgumentException("ai.gateway.admin.path: " + path + " (expected: such as /admin/v1)");
        }
        if (rotationGrace.isNegative()) {
            throw new IllegalArgumentException(
                    "ai.gateway.admin.rotation-grace: " + rotationGrace + " (expected: >= 0)");
        }
    }

    private static void check(String property, String token) {
        if (!token.isBlank() && token.strip().length() < SHORTEST) {
            throw new IllegalArgumentException("ai.gateway.admin." + property + ": *** (expected: at least " + SHORTEST
                    + " characters, such as openssl rand -hex 24 makes)");
        }
    }

    /** By the names of those who show them; those that are not set are left out. */
    Map<String, String> all() {
        Map<String, String> all = new TreeMap<>(tokens);
        if (!token.isBlank()) {
            all.put(ONLY_ONE, token);
        }
        all.values().removeIf(String::isBlank);
        all.replaceAll((name, each) -> each.strip());
        return all;
    }

    /** Nothing of its secrets. */
    @Override
    public String toString() {
        return "admin at " + path;
    }
}
