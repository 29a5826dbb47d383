package ai.gateway.keys;

import ai.gateway.access.Digest;

/**
 * What has come of looking for a key: the same work, however much of the key is like one that is known, and whether it is
 * unknown, over or good.
 */
record Lookup(KeyHolder holder, boolean isKnown, boolean isGood) {

    static Lookup of(String shown, KeyRing ring, KeyIndex stored, long now) {
        Digest digest = ring.hash().of(shown);
        KeyIndex.Opening named = ring.keys().find(digest);
        KeyIndex.Opening elsewhere = stored.find(digest);
        KeyIndex.Opening found = named.isNothing() ? elsewhere : named;
        return new Lookup(found.holder(), !found.isNothing(), found.isGood(now));
    }
}
