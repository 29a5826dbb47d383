package ai.gateway.access;

import ai.gateway.provider.ApiKey;
import ai.gateway.quota.Allowance;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What is known of a key, except what opens with it.
 *
 * @param name as people call it
 * @param owner whose it is, such as {@code acme/search}; empty for nobody's
 * @param expires when it opens nothing any more; null for never
 * @param defaults parameters of chats, names to JSON values, where the client sets none
 * @param overrides parameters of chats, whatever the client sets
 * @param providerKeys by provider: shown to it in the place of the gateway's own
 * @param allowances its own; those of its owners are theirs
 */
public record VirtualKey(
        String name,
        String owner,
        boolean disabled,
        @Nullable Instant expires,
        Map<String, String> tags,
        Scope scope,
        Map<String, String> defaults,
        Map<String, String> overrides,
        Map<String, ApiKey> providerKeys,
        List<Allowance> allowances) {

    public VirtualKey {
        tags = Map.copyOf(tags);
        defaults = Map.copyOf(defaults);
        overrides = Map.copyOf(overrides);
        providerKeys = Map.copyOf(providerKeys);
        allowances = List.copyOf(allowances);
    }

    /** One that may do everything, and of which nothing else is known. */
    public static VirtualKey of(String name, String owner, Map<String, String> tags, Scope scope) {
        return new VirtualKey(
                name, owner, /* disabled= */ false, null, tags, scope, Map.of(), Map.of(), Map.of(), List.of());
    }
}
