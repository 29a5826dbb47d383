package ai.gateway.pipeline;

import ai.gateway.dialect.Dialect;
import io.netty.handler.codec.http.HttpHeaders;
import org.jspecify.annotations.Nullable;
import org.springframework.http.server.reactive.ServerHttpRequest;

/** The client's own key, on its way to a provider of another dialect, whose clients show theirs elsewhere. */
final class ClientKey {

    private static final String BEARER = "Bearer ";
    private static final String AUTHORIZATION = "Authorization";

    private ClientKey() {}

    /** Shows it as the provider's own clients do. What is there already, perhaps by a filter of the route, is let be. */
    static void show(HttpHeaders headers, ServerHttpRequest request, Dialect spoken) {
        String wanted = spoken.keyHeader();
        if (headers.contains(wanted)) {
            return;
        }
        String key = take(headers);
        if (key == null) {
            key = request.getQueryParams().getFirst("key"); // as Gemini's clients may
        }
        if (key != null) {
            headers.set(wanted, wanted.equals(AUTHORIZATION) ? BEARER + key : key);
        }
    }

    private static @Nullable String take(HttpHeaders headers) {
        for (String name : new String[] {"x-api-key", "x-goog-api-key", "api-key", AUTHORIZATION}) {
            String value = headers.get(name);
            String bearer = value == null ? null : Shown.bearer(value);
            if (value != null && (bearer != null || !name.equals(AUTHORIZATION))) {
                headers.remove(name);
                return bearer != null ? bearer : value;
            }
        }
        return null;
    }
}
