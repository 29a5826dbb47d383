package ai.gateway.pipeline;

import ai.gateway.provider.ApiKey;
import ai.gateway.provider.AuthStyle;
import ai.gateway.provider.Target;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpHeaders;
import org.jspecify.annotations.Nullable;
import org.springframework.cloud.gateway.filter.headers.HttpHeadersFilter;
import org.springframework.cloud.gateway.support.ServerWebExchangeUtils;
import org.springframework.web.server.ServerWebExchange;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The headers that go to a provider: the client's, through the gateway's own header filters, less what is not the provider's business. */
final class OutgoingHeaders {

    /** Never sent on: they belong to this hop, or we set them, or (accept-encoding) would hide from us what passes. */
    private static final Set<String> OURS = Set.of(
            "host",
            "content-length",
            "transfer-encoding",
            "connection",
            "keep-alive",
            "expect",
            "accept-encoding",
            "content-encoding");

    /** How clients of all dialects show who they are; none of it reaches a provider that has a credential of its own. */
    private static final Set<String> CREDENTIALS =
            Set.of("authorization", "x-api-key", "x-goog-api-key", "api-key", "cookie", "proxy-authorization");

    private final List<HttpHeadersFilter> filters;

    OutgoingHeaders(List<HttpHeadersFilter> filters) {
        this.filters = filters;
    }

    HttpHeaders of(ServerWebExchange exchange, AiRequest request, Destination destination) {
        HttpHeaders headers = new DefaultHttpHeaders();
        Target target = destination.target();
        boolean ownCredential = target != null;
        boolean streamsThrough = !request.isBuffered();
        HttpHeadersFilter.filter(filters, exchange.getRequest().getHeaders(), exchange, HttpHeadersFilter.Type.REQUEST)
                .forEach((name, values) -> {
                    String lower = name.toLowerCase(Locale.ROOT);
                    boolean dropped = lower.startsWith("x-ai-")
                            || (OURS.contains(lower) && !(streamsThrough && isOfBody(lower)))
                            || (ownCredential && CREDENTIALS.contains(lower));
                    if (!dropped) {
                        headers.add(name, values);
                    }
                });
        if (target != null) {
            target.provider().headers().forEach((name, value) -> setIfAbsent(headers, name, value));
            showKey(headers, target.provider().auth(), target.key());
        } else if (preservesHost(exchange)) {
            headers.set("Host", exchange.getRequest().getHeaders().getFirst("Host"));
        }
        if (request.isBuffered() && request.hasBody()) {
            headers.set("Content-Length", Integer.toString(request.bytes().length));
        }
        return headers;
    }

    /** What tells the length and the packing of a body that we pass on unread. */
    private static boolean isOfBody(String name) {
        return name.equals("content-length") || name.equals("content-encoding") || name.equals("transfer-encoding");
    }

    private static void setIfAbsent(HttpHeaders headers, String name, String value) {
        if (!headers.contains(name)) {
            headers.set(name, value);
        }
    }

    private static void showKey(HttpHeaders headers, AuthStyle style, @Nullable ApiKey key) {
        if (key == null) {
            return;
        }
        switch (style) {
            case BEARER, OAUTH -> headers.set("Authorization", "Bearer " + key.value());
            case X_API_KEY -> headers.set("x-api-key", key.value());
            case X_GOOG_API_KEY -> headers.set("x-goog-api-key", key.value());
            case API_KEY -> headers.set("api-key", key.value());
            case QUERY, NONE, SIGV4 -> {
                // in the query, not at all, or by a signer
            }
        }
    }

    private static boolean preservesHost(ServerWebExchange exchange) {
        return Boolean.TRUE.equals(exchange.getAttribute(ServerWebExchangeUtils.PRESERVE_HOST_HEADER_ATTRIBUTE));
    }

    /** A provider's answer headers as the client gets them: through the gateway's filters, less what was of that hop. */
    void answer(ServerWebExchange exchange, Iterable<Map.Entry<String, String>> received) {
        org.springframework.http.HttpHeaders headers = new org.springframework.http.HttpHeaders();
        received.forEach(header -> headers.add(header.getKey(), header.getValue()));
        org.springframework.http.HttpHeaders out = exchange.getResponse().getHeaders();
        HttpHeadersFilter.filter(filters, headers, exchange, HttpHeadersFilter.Type.RESPONSE)
                .forEach((name, values) -> {
                    if (!OURS.contains(name.toLowerCase(Locale.ROOT))) {
                        values.forEach(value -> out.add(name, value));
                    }
                });
    }
}
