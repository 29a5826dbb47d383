package ai.gateway.keys;

import ai.gateway.access.Scope;
import ai.gateway.access.VirtualKey;
import ai.gateway.exchange.Principal;
import ai.gateway.quota.Allowed;

import java.util.List;
import java.util.Map;

/**
 * Who has a key.
 *
 * @param expires in milliseconds since 1970
 * @param allowances of the key itself
 */
record KeyHolder(VirtualKey key, Principal principal, long expires, List<Allowed> allowances) {

    /** Who has a key that nobody knows: with it, that is no less work than with any other. */
    static final KeyHolder NOBODY = of(new VirtualKey(
            "", "", /* disabled= */ true, null, Map.of(), Scope.ALL, Map.of(), Map.of(), Map.of(), List.of()));

    static KeyHolder of(VirtualKey key) {
        String whose = "key:" + key.name();
        return new KeyHolder(
                key,
                Principal.of(key.name(), key.owner(), key.tags()),
                key.expires() == null ? Long.MAX_VALUE : key.expires().toEpochMilli(),
                key.allowances().stream().map(each -> new Allowed(whose, each)).toList());
    }

    /** No key of anybody's has no name. */
    boolean isNobody() {
        return key.name().isEmpty();
    }

    @SuppressWarnings("ShortCircuitBoolean") // the same work for all
    boolean isGood(long now) {
        return !key.disabled() & now < expires;
    }
}
