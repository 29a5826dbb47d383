package ai.gateway.pipeline;

import ai.gateway.provider.ApiKey;
import ai.gateway.provider.Target;
import ai.gateway.quota.Allowed;
import org.jspecify.annotations.Nullable;

import java.util.Collection;
import java.util.List;

/** What the one who calls may do, once it is known who would be asked. */
public interface Rights {

    /** Everything, with the gateway's own keys. */
    Rights ALL = (target, asked) -> null;

    /**
     * Why this target may not be asked, in a few words; null where it may.
     *
     * @param target null where the route's uri is a place of which only its route knows what it is
     * @param asked the name that this gateway has given what is asked for: an alias, or a pool; where there is no target, the
     *     model as the client names it; null for none
     */
    @Nullable
    String forbids(@Nullable Target target, @Nullable String asked);

    /** A key of the caller's own for this provider; null where the gateway's is shown. */
    default @Nullable ApiKey key(String provider) {
        return null;
    }

    /** What the caller may use in all, and what those may to whom it belongs. */
    default List<Allowed> allowances() {
        return List.of();
    }

    /**
     * What the client asks for, where that is a name that this gateway has given it; null where it is a model's own.
     *
     * @param pools names that mean several models
     */
    static @Nullable String givenName(AiExchange ai, Collection<String> pools) {
        String asked = ai.request().model();
        boolean given =
                asked != null && (ai.settings().catalogue().aliases().containsKey(asked) || pools.contains(asked));
        return given ? asked : null;
    }
}
