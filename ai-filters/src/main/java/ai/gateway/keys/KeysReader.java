package ai.gateway.keys;

import ai.gateway.access.Digest;
import ai.gateway.access.KeyHash;
import ai.gateway.access.StoredKey;
import ai.gateway.pipeline.SettingsPart;
import ai.gateway.provider.Catalogue;
import ai.gateway.quota.Allowance;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Makes a ring of keys of what is written of them. */
final class KeysReader implements SettingsPart<KeysProperties, KeyRing> {

    private static final Logger log = LoggerFactory.getLogger(KeysReader.class);
    private static final int SHORTEST_SECRET = 16;

    private final KeyHash ofThisStart;
    private final boolean hasStore;
    private final boolean checksTokens;

    /**
     * @param random under which digests are made where nobody has said under what: as good as any as long as they are only
     *     compared within one process
     * @param hasStore whether keys are stored elsewhere, too
     * @param checksTokens whether there is somebody who checks tokens
     */
    KeysReader(byte[] random, boolean hasStore, boolean checksTokens) {
        this.ofThisStart = new KeyHash(random);
        this.hasStore = hasStore;
        this.checksTokens = checksTokens;
    }

    @Override
    public Class<KeysProperties> written() {
        return KeysProperties.class;
    }

    @Override
    public Class<KeyRing> type() {
        return KeyRing.class;
    }

    @Override
    public KeyRing read(KeysProperties written, Catalogue catalogue) {
        KeyHash hash = hash(written.keysSecret().strip());
        List<StoredKey> keys = new ArrayList<>();
        for (int i = 0; i < written.keys().size(); i++) {
            keys.add(KeyReader.read("keys[" + i + "].", written.keys().get(i), catalogue, hash));
        }
        checkNames(keys);
        checkValues(keys);
        positive("key-store.poll", written.keyStore().poll());
        positive("key-store.keep", written.keyStore().keep());
        if (written.jwt() != null && !checksTokens) {
            log.warn(
                    "ai.gateway.jwt: no token opens anything, for Spring Security's resource server is not on the class path");
        }
        return new KeyRing(
                hash,
                KeyIndex.of(keys),
                owners(written.owners()),
                written.keyStore().keep(),
                written.jwt(),
                KeyRing.Written.of(written));
    }

    private KeyHash hash(String secret) {
        if (secret.isEmpty() && hasStore) {
            throw new IllegalArgumentException(
                    "keys-secret: missing (expected: the secret under which the stored keys' digests were made)");
        }
        if (!secret.isEmpty() && secret.length() < SHORTEST_SECRET) {
            throw new IllegalArgumentException(
                    "keys-secret: *** (expected: at least " + SHORTEST_SECRET + " characters)");
        }
        return secret.isEmpty() ? ofThisStart : new KeyHash(secret.getBytes(StandardCharsets.UTF_8));
    }

    private static void checkNames(List<StoredKey> keys) {
        Set<String> names = new HashSet<>();
        for (int i = 0; i < keys.size(); i++) {
            String name = keys.get(i).key().name();
            if (!names.add(name)) {
                throw new IllegalArgumentException(
                        "keys[" + i + "].name: " + name + " (expected: one that no other key has)");
            }
        }
    }

    /** Else it would be left to chance who somebody is. */
    private static void checkValues(List<StoredKey> keys) {
        Map<Digest, Integer> seen = new HashMap<>();
        for (int i = 0; i < keys.size(); i++) {
            StoredKey.Previous previous = keys.get(i).previous();
            checkValue(i, "value", keys.get(i).digest(), seen);
            if (previous != null) {
                checkValue(i, "previous", previous.digest(), seen);
            }
        }
    }

    private static void checkValue(int index, String property, Digest digest, Map<Digest, Integer> seen) {
        Integer other = seen.putIfAbsent(digest, index);
        if (other != null) {
            throw new IllegalArgumentException("keys[" + index + "]." + property
                    + ": *** (expected: another one than that of keys[" + other + "])");
        }
    }

    private static Map<String, List<Allowance>> owners(Map<String, KeysProperties.Owner> written) {
        Map<String, List<Allowance>> owners = new HashMap<>();
        written.forEach((path, owner) -> {
            String at = "owners." + path;
            List<Allowance> allowances = KeyReader.allowances(at + ".", owner.amounts());
            owners.put(KeyReader.owner(at, path), allowances);
        });
        return Map.copyOf(owners);
    }

    private static void positive(String name, Duration value) {
        if (value.isZero() || value.isNegative()) {
            throw new IllegalArgumentException(name + ": " + value + " (expected: > 0)");
        }
    }
}
