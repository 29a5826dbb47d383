package ai.gateway.app.console;

import org.jspecify.annotations.Nullable;
import org.springframework.cloud.gateway.handler.FilteringWebHandler;
import org.springframework.cloud.gateway.route.Route;
import org.springframework.cloud.gateway.route.RouteLocator;
import org.springframework.cloud.gateway.support.ServerWebExchangeUtils;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.util.UriComponentsBuilder;
import reactor.core.publisher.Mono;

import java.net.URI;
import java.util.Locale;
import java.util.Set;

/**
 * Sends a request through a route as if that had been chosen for it, with all of its filters. The console's token goes no
 * further than here: the caller's key, where the route wants one, comes in a header of its own.
 */
record Playground(RouteLocator routes, FilteringWebHandler handler) {

    static final String KEY = "x-console-key";

    /** Of the page and its browser, and nothing to a provider. */
    private static final Set<String> OURS = Set.of(
            "authorization",
            "cookie",
            "origin",
            "referer",
            "accept-encoding",
            "sec-fetch-site",
            "sec-fetch-mode",
            "sec-fetch-dest",
            "sec-ch-ua",
            "sec-ch-ua-mobile",
            "sec-ch-ua-platform",
            Doorkeeper.OURS,
            KEY);

    /** @param path where a client would send it */
    Mono<Void> play(ServerWebExchange web, String id, String path) {
        return routes.getRoutes()
                .filter(route -> route.getId().equals(id))
                .next()
                .map(route -> play(web, route, path))
                .defaultIfEmpty(Mono.defer(() -> Replies.write(
                        web.getResponse(), Answer.notFound("route: " + id + " is unknown (expected: the id of one)"))))
                .flatMap(answered -> answered);
    }

    private Mono<Void> play(ServerWebExchange web, Route route, String path) {
        String key = web.getRequest().getHeaders().getFirst(KEY);
        URI uri = UriComponentsBuilder.fromUri(web.getRequest().getURI())
                .replacePath(path)
                .replaceQuery(null)
                .build(true)
                .toUri();
        ServerHttpRequest request = web.getRequest()
                .mutate()
                .uri(uri)
                .headers(headers -> asAClientWouldSend(headers, key))
                .build();
        ServerWebExchange sent = web.mutate().request(request).build();
        sent.getAttributes().put(ServerWebExchangeUtils.GATEWAY_ROUTE_ATTR, route);
        // What its predicates find in the request is what some filters go by; whether they would have taken it is
        // nothing to us.
        return Mono.from(route.getPredicate().apply(sent))
                .onErrorReturn(false)
                .then(Mono.defer(() -> handler.handle(sent)));
    }

    private static void asAClientWouldSend(HttpHeaders headers, @Nullable String key) {
        HttpHeaders kept = new HttpHeaders();
        headers.forEach((name, values) -> {
            if (!OURS.contains(name.toLowerCase(Locale.ROOT))) {
                values.forEach(value -> kept.add(name, value));
            }
        });
        headers.clear();
        kept.forEach((name, values) -> values.forEach(value -> headers.add(name, value)));
        if (key != null && !key.isBlank()) {
            headers.set(HttpHeaders.AUTHORIZATION, "Bearer " + key.strip());
        }
    }
}
