package ai.gateway.pipeline;

import java.net.URI;
import java.util.Set;

/** Where a dialect is spoken below the ordinary uri of a route, of which no more is known than where its clients asked. */
final class UpstreamPaths {

    /** Their base URLs end with the version of the API; those of the others do not. */
    private static final Set<String> VERSIONED = Set.of("openai", "responses");

    private UpstreamPaths() {}

    /**
     * The uri without the client's own API path: what is left before it is kept, but for the version of the API, which each
     * dialect has in its own place.
     */
    static String base(URI uri, String clientPath, String dialect) {
        String path = uri.getRawPath();
        String before = path.endsWith(clientPath) ? path.substring(0, path.length() - clientPath.length()) : "";
        boolean versioned = VERSIONED.contains(dialect);
        int last = before.lastIndexOf('/');
        boolean ends = isVersion(before, last + 1);
        if (versioned && !ends) {
            before += "/v1";
        } else if (!versioned && ends) {
            before = before.substring(0, last);
        }
        return uri.getScheme() + "://" + uri.getRawAuthority() + before;
    }

    private static boolean isVersion(String path, int from) {
        return path.startsWith("v", from) && from + 1 < path.length() && Character.isDigit(path.charAt(from + 1));
    }
}
