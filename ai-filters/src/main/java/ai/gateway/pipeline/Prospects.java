package ai.gateway.pipeline;

import ai.gateway.provider.Target;
import org.springframework.cloud.gateway.route.Route;
import org.springframework.cloud.gateway.support.ServerWebExchangeUtils;
import org.springframework.web.server.ServerWebExchange;

import java.net.URI;
import java.util.List;

/** Tells a filter, before anybody is asked, who might be. */
public final class Prospects {

    private final Itineraries usual;

    public Prospects(Itineraries usual) {
        this.usual = usual;
    }

    /** All who might be asked; none where the route leads to an ordinary uri. Throws what the client is told where nobody is. */
    public List<Target> of(ServerWebExchange exchange, AiExchange ai) {
        Route route = exchange.getAttribute(ServerWebExchangeUtils.GATEWAY_ROUTE_ATTR);
        if (route == null) {
            return List.of();
        }
        URI uri = route.getUri();
        List<Target> several = ai.itinerariesOr(usual).prospects(ai, uri);
        return !several.isEmpty() || !AiUri.isAi(uri)
                ? several
                : List.of(AiUri.target(
                        uri,
                        ai.settings().catalogue(),
                        ai.request().model(),
                        ai.dialect().id()));
    }
}
