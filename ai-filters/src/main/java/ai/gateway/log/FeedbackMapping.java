package ai.gateway.log;

import org.springframework.core.Ordered;
import org.springframework.web.reactive.HandlerMapping;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebHandler;
import reactor.core.publisher.Mono;

import java.util.function.BooleanSupplier;

/**
 * One path, before the routes of the gateway, as soon as one of these has a log: who has none may have a route of that name.
 *
 * @param wanted whether a route has a log
 */
record FeedbackMapping(String path, WebHandler handler, BooleanSupplier wanted) implements HandlerMapping, Ordered {

    private static final int BEFORE_ROUTES = -1;

    @Override
    public Mono<Object> getHandler(ServerWebExchange web) {
        boolean ours = wanted.getAsBoolean()
                && web.getRequest().getPath().pathWithinApplication().value().equals(path);
        return ours ? Mono.just(handler) : Mono.empty();
    }

    @Override
    public int getOrder() {
        return BEFORE_ROUTES;
    }
}
