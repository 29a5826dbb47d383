package ai.gateway.pipeline;

import ai.gateway.dialect.Paths;
import org.jspecify.annotations.Nullable;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.server.ServerWebExchange;

import java.net.URI;
import java.util.EnumSet;
import java.util.Set;

/**
 * What a client shows to say who it is, wherever the SDKs of all dialects do.
 *
 * @param value the bare credential; empty where there is none
 * @param places where one was shown
 * @param differs whether different ones were shown in different places
 */
public record Shown(String value, Set<Place> places, boolean differs) {

    private static final String BEARER = "Bearer ";
    private static final String PARAMETER = "key";

    /** Where a credential may be. */
    public enum Place {
        AUTHORIZATION("Authorization"),
        X_API_KEY("x-api-key"),
        X_GOOG_API_KEY("x-goog-api-key"),
        API_KEY("api-key"),
        /** The parameter {@code key} of the query, as Gemini's clients have it. */
        QUERY("");

        private final String header;

        Place(String header) {
            this.header = header;
        }

        boolean isHeader(String name) {
            return header.equalsIgnoreCase(name);
        }

        private @Nullable String in(ServerHttpRequest request) {
            if (this == QUERY) {
                return parameter(request.getURI());
            }
            String shown = request.getHeaders().getFirst(header);
            if (shown == null || this != AUTHORIZATION) {
                return shown == null ? null : shown.strip();
            }
            return bearer(shown);
        }
    }

    /** The credential in a value of {@code Authorization}; null where it is of another kind. */
    public static @Nullable String bearer(String value) {
        boolean bearer = value.regionMatches(/* ignoreCase= */ true, 0, BEARER, 0, BEARER.length());
        return bearer ? value.substring(BEARER.length()).strip() : null;
    }

    /** @param places where to look */
    public static Shown in(ServerHttpRequest request, Set<Place> places) {
        Set<Place> found = EnumSet.noneOf(Place.class);
        String value = "";
        boolean differs = false;
        for (Place place : places) {
            String shown = place.in(request);
            if (shown != null && !shown.isEmpty()) {
                differs |= !value.isEmpty() && !value.equals(shown);
                value = shown;
                found.add(place);
            }
        }
        return new Shown(value, found, differs);
    }

    public boolean isNothing() {
        return places.isEmpty();
    }

    /** The exchange as whoever comes after the gateway's own check sees it: nothing was shown. */
    public ServerWebExchange hiddenIn(ServerWebExchange exchange) {
        return isNothing()
                ? exchange
                : exchange.mutate()
                        .request(new BareRequest(exchange.getRequest(), this))
                        .build();
    }

    boolean hides(String header) {
        for (Place place : places) {
            if (place.isHeader(header)) {
                return true;
            }
        }
        return false;
    }

    /** Without the parameter, if it is there that one was shown. */
    URI without(URI uri) {
        String query = uri.getRawQuery();
        if (query == null || !places.contains(Place.QUERY)) {
            return uri;
        }
        StringBuilder left = new StringBuilder();
        for (String part : query.split("&", -1)) {
            if (!isParameter(part)) {
                left.append(left.length() == 0 ? '?' : '&').append(part);
            }
        }
        String whole = uri.toString();
        return URI.create(whole.substring(0, whole.indexOf('?')) + left);
    }

    private static @Nullable String parameter(URI uri) {
        String query = uri.getRawQuery();
        if (query == null) {
            return null;
        }
        for (String part : query.split("&", -1)) {
            int equals = part.indexOf('=');
            if (equals > 0 && isParameter(part)) {
                return Paths.decode(part.substring(equals + 1)).strip();
            }
        }
        return null;
    }

    private static boolean isParameter(String part) {
        int equals = part.indexOf('=');
        return equals > 0 && Paths.decode(part.substring(0, equals)).equals(PARAMETER);
    }

    /** Shows nothing of it. */
    @Override
    public String toString() {
        return "Shown" + places;
    }
}
