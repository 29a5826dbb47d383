package ai.gateway.keys;

import ai.gateway.access.Amounts;
import ai.gateway.access.KeyForm;
import ai.gateway.access.KeyHash;
import ai.gateway.quota.Allowance;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The keys that the configuration names, and what it says of all keys.
 *
 * @param hash by which all of them are found
 * @param owners what each of them is allowed, by path
 * @param keep for how long stored keys are taken when their store is lost
 * @param jwt which claims stand in for a key; null for none
 * @param written all of it as it is written
 */
record KeyRing(
        KeyHash hash,
        KeyIndex keys,
        Map<String, List<Allowance>> owners,
        Duration keep,
        KeysProperties.@Nullable Jwt jwt,
        Written written) {

    /** Keys by their names, owners by their paths. */
    record Written(Map<String, KeyForm> keys, Map<String, Amounts> owners) {

        static Written of(KeysProperties properties) {
            Map<String, KeyForm> keys = new TreeMap<>();
            properties.keys().stream().map(KeysProperties.Key::form).forEach(form -> keys.put(form.name(), form));
            Map<String, Amounts> owners = new TreeMap<>();
            properties.owners().forEach((path, owner) -> owners.put(path.strip(), owner.amounts()));
            return new Written(Collections.unmodifiableMap(keys), Collections.unmodifiableMap(owners));
        }
    }
}
