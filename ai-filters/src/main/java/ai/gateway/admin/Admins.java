package ai.gateway.admin;

import ai.gateway.access.Digest;
import ai.gateway.access.KeyHash;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Who may administer. All tokens are looked at, whole, whichever is shown. */
final class Admins {

    private static final String HEADER = "authorization";
    private static final String SCHEME = "bearer ";

    private final KeyHash hash;
    private final Map<String, Digest> digests = new TreeMap<>();

    /**
     * @param random under which digests are made
     * @param tokens by the names of those who have them
     */
    Admins(byte[] random, Map<String, String> tokens) {
        this.hash = new KeyHash(random);
        tokens.forEach((name, token) -> digests.put(name, hash.of(token)));
    }

    /** Null for nobody. */
    @Nullable
    String who(HttpHeaders headers) {
        List<String> shown = new ArrayList<>(1);
        headers.forEach((name, values) -> {
            if (name.equalsIgnoreCase(HEADER)) {
                shown.addAll(values);
            }
        });
        String only = shown.size() == 1 ? shown.get(0) : "";
        boolean isBearer = only.regionMatches(/* ignoreCase= */ true, 0, SCHEME, 0, SCHEME.length());
        Digest digest = hash.of(isBearer ? only.substring(SCHEME.length()).strip() : "");
        String who = null;
        for (Map.Entry<String, Digest> each : digests.entrySet()) {
            who = each.getValue().equals(digest) ? each.getKey() : who;
        }
        return who;
    }
}
