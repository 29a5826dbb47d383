package ai.gateway.app.edge;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The Connection header, cut down to what may stand in it. A client that lists an end-to-end header there asks each proxy
 * to drop it, which would take Authorization away from the upstream, or an address header away from a filter.
 */
final class ConnectionTokens {

    private static final Set<String> HOP_BY_HOP = Set.of(
            "close",
            "keep-alive",
            "upgrade",
            "te",
            "trailer",
            "transfer-encoding",
            "proxy-connection",
            "http2-settings");

    private ConnectionTokens() {}

    static void keepHopByHop(HttpHeaders headers) {
        List<String> values = headers.getAll(HttpHeaderNames.CONNECTION);
        String first = values.get(0);
        if (values.size() == 1 && isKnown(first)) {
            return;
        }
        StringBuilder kept = new StringBuilder();
        for (String value : values) {
            appendKnown(value, kept);
        }
        if (kept.isEmpty()) {
            headers.remove(HttpHeaderNames.CONNECTION);
        } else {
            headers.set(HttpHeaderNames.CONNECTION, kept.toString());
        }
    }

    private static void appendKnown(String value, StringBuilder kept) {
        int start = 0;
        while (start <= value.length()) {
            int comma = value.indexOf(',', start);
            int end = comma < 0 ? value.length() : comma;
            String token = value.substring(start, end).strip();
            if (isKnown(token)) {
                kept.append(kept.isEmpty() ? "" : ", ").append(token);
            }
            start = end + 1;
        }
    }

    private static boolean isKnown(String token) {
        return HOP_BY_HOP.contains(token) || HOP_BY_HOP.contains(token.toLowerCase(Locale.ROOT));
    }
}
