package ai.gateway.app.console;

import ai.gateway.admin.Admins;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.ServerHttpRequest;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Who may use the console. With tokens of the admin API: who shows one. Without: who is on this machine, and no page of somebody
 * else's in the browser of such a one; nothing can be changed then.
 */
final class Doorkeeper {

    /** What no other page's script can send along without asking first, which nobody here allows. */
    static final String OURS = "x-console";

    /** Whoever adds one of them stands between us and somebody who may be anywhere. */
    private static final List<String> OF_PROXIES =
            List.of("forwarded", "x-forwarded-for", "x-forwarded-host", "x-real-ip", "via");

    private static final Set<String> OWN_SITES = Set.of("same-origin", "none");

    private final @Nullable Admins admins;
    private final boolean tokens;
    private final Set<String> hosts;

    /**
     * @param admins null where the admin API is not there, though it may be wanted
     * @param tokens whether the console is for those who show one
     * @param hosts under which it answers, beside those of this machine
     */
    Doorkeeper(@Nullable Admins admins, boolean tokens, List<String> hosts) {
        this.admins = admins;
        this.tokens = tokens;
        this.hosts = Set.copyOf(
                hosts.stream().map(host -> host.toLowerCase(Locale.ROOT)).toList());
    }

    boolean wantsToken() {
        return tokens;
    }

    /** Where the admin API is; null where it is not. */
    @Nullable
    String adminPath() {
        return admins == null ? null : admins.path();
    }

    /** What is wrong with where the request comes from, whoever sends it; null where nothing is. */
    @Nullable
    Answer strange(ServerHttpRequest request) {
        HttpHeaders headers = request.getHeaders();
        String host = host(headers.getFirst("host"));
        if (!isKnown(host)) {
            return Answer.problem(
                    403,
                    "strange_host",
                    "host: not this one's (expected: localhost, or one of ai.gateway.console.hosts)");
        }
        String site = headers.getFirst("sec-fetch-site");
        String origin = headers.getFirst("origin");
        if ((origin != null && !isOf(origin, headers)) || (site != null && !OWN_SITES.contains(site))) {
            return Answer.problem(403, "strange_origin", "origin: another page's (expected: this console's own)");
        }
        return tokens ? null : strangeHere(request, headers);
    }

    private static @Nullable Answer strangeHere(ServerHttpRequest request, HttpHeaders headers) {
        InetSocketAddress from = request.getRemoteAddress();
        InetAddress address = from == null ? null : from.getAddress();
        boolean proxied = OF_PROXIES.stream().anyMatch(name -> headers.getFirst(name) != null);
        if (proxied || address == null || !address.isLoopbackAddress()) {
            return Answer.problem(
                    403,
                    "not_local",
                    "gateway: without an admin token, its console is for this machine alone (set ai.gateway.admin.token)");
        }
        return headers.getFirst(OURS) != null
                ? null
                : Answer.problem(403, "strange_origin", "x-console: none (expected: a request of the console's page)");
    }

    /** The name of the one who asks, {@code local} where there are no tokens; null for nobody. */
    @Nullable
    String who(ServerHttpRequest request) {
        if (!tokens) {
            return "local";
        }
        return admins == null ? null : admins.who(request.getHeaders());
    }

    private boolean isKnown(String host) {
        return isLocal(host) || hosts.contains(host) || (tokens && hosts.isEmpty());
    }

    private static boolean isLocal(String host) {
        return host.equals("localhost")
                || host.equals("::1")
                || (host.startsWith("127.") && host.chars().allMatch(c -> c == '.' || (c >= '0' && c <= '9')));
    }

    /** Whether that is the origin of what the request is sent to. A port of another is another's. */
    private static boolean isOf(String origin, HttpHeaders headers) {
        int slashes = origin.indexOf("//");
        return slashes > 0 && origin.substring(slashes + 2).equalsIgnoreCase(headers.getFirst("host"));
    }

    /** Without its port, in small letters. */
    private static String host(@Nullable String written) {
        if (written == null) {
            return "";
        }
        String host = written.strip().toLowerCase(Locale.ROOT);
        if (host.startsWith("[")) {
            int end = host.indexOf(']');
            return end < 0 ? "" : host.substring(1, end);
        }
        int colon = host.indexOf(':');
        return colon < 0 ? host : host.substring(0, colon);
    }
}
