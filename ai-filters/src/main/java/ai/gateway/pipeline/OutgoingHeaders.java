package ai.gateway.pipeline;

import ai.gateway.provider.ApiKey;
import ai.gateway.provider.Target;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpHeaders;
import org.springframework.cloud.gateway.filter.headers.HttpHeadersFilter;
import org.springframework.cloud.gateway.filter.headers.RemoveHopByHopHeadersFilter;
import org.springframework.cloud.gateway.support.ServerWebExchangeUtils;
import org.springframework.web.server.ServerWebExchange;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.BiConsumer;

/**
 * Headers on their way through: the client's to the provider, the provider's to the client, each in one pass. The gateway's
 * own header filters are applied; those of Spring Cloud Gateway that only leave headers out are not called, since each
 * would copy all headers once more, but what they leave out is left out.
 */
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
            "content-encoding",
            Framing.HEADER);

    /** How clients of all dialects show who they are, and for whose account they call; none of it reaches a provider that has a credential of its own. */
    private static final Set<String> CREDENTIALS = Set.of(
            "authorization",
            "x-api-key",
            "x-goog-api-key",
            "api-key",
            "cookie",
            "proxy-authorization",
            "openai-organization",
            "openai-project",
            "x-amz-security-token",
            "x-amz-date",
            "x-amz-content-sha256");

    /** What a provider tells of the account that is the gateway's, not the client's. */
    private static final Set<String> ACCOUNT =
            Set.of("set-cookie", "openai-organization", "openai-project", "anthropic-organization-id");

    /** Filters that add nothing to what we do ourselves. */
    private static final Set<String> DONE_HERE = Set.of(
            "RemoveForwardedHeadersFilter",
            "RemoveXForwardedHeadersFilter",
            "GRPCRequestHeadersFilter",
            "GRPCResponseHeadersFilter",
            "TransferEncodingNormalizationHeadersFilter");

    private final Set<String> dropped = new HashSet<>(OURS);
    private final boolean dropsForwarded;
    private final List<HttpHeadersFilter> ofRequest;
    private final List<HttpHeadersFilter> ofResponse;

    OutgoingHeaders(List<HttpHeadersFilter> filters) {
        List<HttpHeadersFilter> others = new ArrayList<>();
        boolean forwarded = false;
        for (HttpHeadersFilter filter : filters) {
            String name = filter.getClass().getSimpleName();
            forwarded |= name.equals("RemoveXForwardedHeadersFilter");
            if (filter instanceof RemoveHopByHopHeadersFilter hopByHop) {
                dropped.addAll(hopByHop.getHeaders());
            } else if (!DONE_HERE.contains(name)) {
                others.add(filter);
            }
        }
        dropsForwarded = forwarded;
        ofRequest = supporting(others, HttpHeadersFilter.Type.REQUEST);
        ofResponse = supporting(others, HttpHeadersFilter.Type.RESPONSE);
    }

    private static List<HttpHeadersFilter> supporting(List<HttpHeadersFilter> filters, HttpHeadersFilter.Type type) {
        return filters.stream().filter(filter -> filter.supports(type)).toList();
    }

    HttpHeaders of(ServerWebExchange exchange, AiRequest request, Destination destination) {
        HttpHeaders headers = new DefaultHttpHeaders();
        Target target = destination.target();
        boolean streamsThrough = !request.isBuffered();
        forEachHeader(exchange, (name, values) -> {
            String lower = name.toLowerCase(Locale.ROOT);
            if (speaksOf(lower) && destination.translation() != null) {
                return; // the client's dialect, which is not the provider's
            }
            if (destination.hosted() != null && destination.hosted().holds(lower)) {
                return; // it is in the body
            }
            if (passes(lower, target != null) || (streamsThrough && isOfBody(lower))) {
                headers.add(name, values);
            }
        });
        if (target != null) {
            introduce(headers, target);
        } else if (preservesHost(exchange)) {
            headers.set("Host", exchange.getRequest().getHeaders().getFirst("Host"));
        }
        Translation translation = destination.translation();
        if (translation != null) {
            if (target == null) {
                ClientKey.show(headers, exchange.getRequest(), translation.spoken());
            }
            translation.spoken().requestHeaders().forEach((name, value) -> setIfAbsent(headers, name, value));
            headers.set("Content-Type", "application/json");
        }
        if (request.isBuffered() && request.hasBody()) {
            headers.set("Content-Length", Integer.toString(destination.body(request).length));
        }
        return headers;
    }

    private void forEachHeader(ServerWebExchange exchange, BiConsumer<String, List<String>> header) {
        if (ofRequest.isEmpty()) {
            BareRequest.forEachHeader(exchange.getRequest(), header);
        } else {
            HttpHeadersFilter.filter(
                            ofRequest, exchange.getRequest().getHeaders(), exchange, HttpHeadersFilter.Type.REQUEST)
                    .forEach(header);
        }
    }

    /** What the provider wants with every request: its own headers, where the client has not set them, and the credential. */
    static void introduce(HttpHeaders headers, Target target) {
        target.provider().headers().forEach((name, value) -> setIfAbsent(headers, name, value));
        ApiKey key = target.key();
        if (key == null) {
            return;
        }
        switch (target.provider().auth()) {
            case BEARER, OAUTH -> headers.set("Authorization", "Bearer " + key.value());
            case X_API_KEY -> headers.set("x-api-key", key.value());
            case X_GOOG_API_KEY -> headers.set("x-goog-api-key", key.value());
            case API_KEY -> headers.set("api-key", key.value());
            case QUERY, NONE, SIGV4, ENTRA -> {
                // in the query, not at all, or by a signer
            }
        }
    }

    private static void setIfAbsent(HttpHeaders headers, String name, String value) {
        if (!headers.contains(name)) {
            headers.set(name, value);
        }
    }

    /** Where the gateway shows a credential of its own, the provider learns nothing of who is behind the gateway. */
    private boolean passes(String name, boolean ownCredential) {
        if (dropped.contains(name) || name.startsWith("x-ai-")) {
            return false;
        }
        if (ownCredential && CREDENTIALS.contains(name)) {
            return false;
        }
        return !((ownCredential || dropsForwarded) && (name.startsWith("x-forwarded-") || name.equals("forwarded")));
    }

    /** What clients say of themselves and of their dialect, and what nobody else would understand. */
    private static boolean speaksOf(String name) {
        return name.equals("accept")
                || name.equals("content-type")
                || name.startsWith("anthropic-")
                || name.startsWith("openai-")
                || name.startsWith("x-stainless-")
                || name.startsWith("x-goog-")
                || name.startsWith("x-amz")
                || name.startsWith("amz-sdk-");
    }

    /** What tells the length and the packing of a body that we pass on unread. */
    private static boolean isOfBody(String name) {
        return name.equals("content-length") || name.equals("content-encoding") || name.equals("transfer-encoding");
    }

    private static boolean preservesHost(ServerWebExchange exchange) {
        return Boolean.TRUE.equals(exchange.getAttribute(ServerWebExchangeUtils.PRESERVE_HOST_HEADER_ATTRIBUTE));
    }

    /** A provider's answer headers as the client gets them. */
    void answer(Passage passage) {
        ServerWebExchange exchange = passage.exchange();
        boolean ownAccount = passage.destination().target() != null;
        // what the gateway's Retry filter takes back before it sends once more
        exchange.getAttributes().put(ServerWebExchangeUtils.CLIENT_RESPONSE_HEADER_NAMES, names(passage));
        org.springframework.http.HttpHeaders out = exchange.getResponse().getHeaders();
        if (ofResponse.isEmpty()) {
            passage.head().headers().forEach(header -> {
                if (returns(header.getKey(), ownAccount)) {
                    out.add(header.getKey(), header.getValue());
                }
            });
            return;
        }
        org.springframework.http.HttpHeaders headers = new org.springframework.http.HttpHeaders();
        passage.head().headers().forEach(header -> headers.add(header.getKey(), header.getValue()));
        HttpHeadersFilter.filter(ofResponse, headers, exchange, HttpHeadersFilter.Type.RESPONSE)
                .forEach((name, values) -> {
                    if (returns(name, ownAccount)) {
                        values.forEach(value -> out.add(name, value));
                    }
                });
    }

    private static Set<String> names(Passage passage) {
        Set<String> names = passage.head().headers().names();
        if (passage.status() < 400) {
            return names;
        }
        Set<String> all = new HashSet<>(names);
        all.add(ReplyHeaders.TRIED);
        return all;
    }

    private boolean returns(String name, boolean ownAccount) {
        String lower = name.toLowerCase(Locale.ROOT);
        return !dropped.contains(lower) && !(ownAccount && ACCOUNT.contains(lower));
    }
}
