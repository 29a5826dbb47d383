package ai.gateway.plug;

import ai.gateway.pipeline.AiExchange;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/**
 * A filter that, when it decides, only says what it needs. Where several of them stand in a row, the last one gets it, for all
 * of them at once. Whose a request is, is not in the model call.
 */
public interface Gathering extends HeadFilter {

    /**
     * Gets what all filters of the row have said that they need, and gives the exchange with which the route goes on. Fails
     * where there is not enough.
     */
    Mono<ServerWebExchange> get(ServerWebExchange exchange, AiExchange ai);
}
