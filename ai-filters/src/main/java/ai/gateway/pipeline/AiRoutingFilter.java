package ai.gateway.pipeline;

import ai.gateway.recall.Flights;
import org.jspecify.annotations.Nullable;
import org.springframework.cloud.gateway.filter.GatewayFilterChain;
import org.springframework.cloud.gateway.filter.GlobalFilter;
import org.springframework.cloud.gateway.route.Route;
import org.springframework.cloud.gateway.support.ServerWebExchangeUtils;
import org.springframework.core.Ordered;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

import java.net.URI;

/**
 * The terminal of AI routes. Takes what leads to an {@code ai://} uri or has AI filters, and leaves all else to the
 * gateway's own routing filters at the price of one attribute lookup.
 */
public final class AiRoutingFilter implements GlobalFilter, Ordered {

    private final AiExchanges exchanges;
    private final Journey journey;

    public AiRoutingFilter(
            AiExchanges exchanges, Itineraries itineraries, Upstream upstream, OwnCalls calls, Flights flights) {
        this.exchanges = exchanges;
        this.journey = new Journey(exchanges, itineraries, upstream, calls, flights);
    }

    @Override
    public int getOrder() {
        return FilterOrder.TERMINAL;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, GatewayFilterChain chain) {
        URI uri = exchange.getAttribute(ServerWebExchangeUtils.GATEWAY_REQUEST_URL_ATTR);
        AiExchange known = AiExchange.find(exchange);
        Route route = exchange.getAttribute(ServerWebExchangeUtils.GATEWAY_ROUTE_ATTR);
        boolean ours = AiUri.isAi(uri) || (known != null && known.wantsTerminal(route) && isHttp(uri, exchange));
        if (!ours || ServerWebExchangeUtils.isAlreadyRouted(exchange)) {
            return chain.filter(exchange);
        }
        ServerWebExchangeUtils.setAlreadyRouted(exchange);
        if (exchange.getResponse().isCommitted()) {
            return Mono.empty();
        }
        return journey.travel(exchange, known != null ? known : exchanges.of(exchange));
    }

    /** Web sockets and forwards are for the gateway's own routing filters, whatever filters their route has. */
    private static boolean isHttp(@Nullable URI uri, ServerWebExchange exchange) {
        String scheme = uri == null ? null : uri.getScheme();
        return ("http".equals(scheme) || "https".equals(scheme))
                && !"websocket"
                        .equalsIgnoreCase(exchange.getRequest().getHeaders().getFirst("Upgrade"));
    }
}
