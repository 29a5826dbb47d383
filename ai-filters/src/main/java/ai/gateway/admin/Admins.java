package ai.gateway.admin;

import ai.gateway.access.Digest;
import ai.gateway.access.KeyHash;
import ai.gateway.pipeline.Shown;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Who may administer. All tokens are looked at, whole, whichever is shown. */
public final class Admins {

    private static final String HEADER = "authorization";

    private final String path;
    private final KeyHash hash;
    private final Map<String, Digest> digests = new TreeMap<>();

    /**
     * @param path below which the API is
     * @param random under which digests are made
     * @param tokens by the names of those who have them
     */
    Admins(String path, byte[] random, Map<String, String> tokens) {
        this.path = path;
        this.hash = new KeyHash(random);
        tokens.forEach((name, token) -> digests.put(name, hash.of(token)));
    }

    /** Below which the API is. */
    public String path() {
        return path;
    }

    /** The name of the token that is shown; null for nobody. */
    public @Nullable String who(HttpHeaders headers) {
        List<String> shown = new ArrayList<>(1);
        headers.forEach((name, values) -> {
            if (name.equalsIgnoreCase(HEADER)) {
                shown.addAll(values);
            }
        });
        String only = shown.size() == 1 ? shown.get(0) : "";
        String bearer = Shown.bearer(only);
        Digest digest = hash.of(bearer == null ? "" : bearer);
        String who = null;
        for (Map.Entry<String, Digest> each : digests.entrySet()) {
            who = each.getValue().equals(digest) ? each.getKey() : who;
        }
        return who;
    }
}
