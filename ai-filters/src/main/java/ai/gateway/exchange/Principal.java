package ai.gateway.exchange;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Who calls: a key, and whom it belongs to.
 *
 * @param key the name of the key, as people call it; nothing of its secret
 * @param owners whom it belongs to, the outermost first, each with those around it: {@code acme}, {@code acme/search}
 * @param tags what else was said of it
 */
public record Principal(String key, List<String> owners, Map<String, String> tags) {

    public Principal {
        owners = List.copyOf(owners);
        tags = Map.copyOf(tags);
    }

    /** @param owner such as {@code acme/search}; empty for nobody */
    public static Principal of(String key, String owner, Map<String, String> tags) {
        return new Principal(key, path(owner), tags);
    }

    /** The innermost of the owners; empty where there is none. */
    public String owner() {
        return owners.isEmpty() ? "" : owners.get(owners.size() - 1);
    }

    /** An owner and those around it, the outermost first. */
    public static List<String> path(String owner) {
        List<String> path = new ArrayList<>(4);
        for (int end = owner.indexOf('/'); end >= 0; end = owner.indexOf('/', end + 1)) {
            path.add(owner.substring(0, end));
        }
        if (!owner.isEmpty()) {
            path.add(owner);
        }
        return path;
    }
}
