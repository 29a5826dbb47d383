package ai.gateway.admin;

import ai.gateway.wire.Json;
import ai.gateway.wire.JsonException;
import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What an administrator asks.
 *
 * @param who the name of the token that was shown
 * @param address from where
 * @param base the path of the API
 * @param variables what stands in the path
 */
record Call(
        String who,
        String address,
        String base,
        Map<String, String> variables,
        Map<String, List<String>> query,
        Headers headers,
        byte[] body) {

    /** Those that matter here; null where they are not there. */
    record Headers(@Nullable String accept, @Nullable String ifMatch) {}

    String variable(String name) {
        String value = variables.get(name);
        if (value == null) {
            throw new IllegalStateException(name + " (expected: one of the template)");
        }
        return value;
    }

    /** The members of the body; none where it is empty. */
    Members members(Set<String> known) {
        try {
            return Members.of(body.length == 0 ? Json.MISSING : Json.parse(body), known);
        } catch (JsonException mistake) {
            throw Problem.of(mistake);
        }
    }

    Query query(Set<String> known) {
        return Query.of(query, known);
    }
}
