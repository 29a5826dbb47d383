package ai.gateway.predicate;

import ai.gateway.pipeline.AiExchange;
import org.springframework.http.server.reactive.ServerHttpRequest;

/** Whether a request is the route's. */
@FunctionalInterface
interface Condition {

    boolean matches(AiExchange exchange, ServerHttpRequest request);
}
