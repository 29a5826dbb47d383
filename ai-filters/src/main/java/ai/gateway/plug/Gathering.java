package ai.gateway.plug;

import ai.gateway.pipeline.AiExchange;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/**
 * A filter that, when it decides, only says what it needs. Where several of them stand in a row, the last one gets it, for all
 * of them at once.
 */
public interface Gathering extends AiFilter {

    /** Whose a request is, is not in the model call: such a filter decides with its head at hand. */
    @Override
    default Mono<Decision> decide(AiExchange exchange) {
        throw new UnsupportedOperationException("exchange: without its head (expected: with it)");
    }

    @Override
    Mono<Decision> decide(ServerWebExchange web, AiExchange exchange);

    /**
     * Gets what all filters of the row have said that they need, and gives the exchange with which the route goes on. Fails
     * where there is not enough.
     */
    Mono<ServerWebExchange> get(ServerWebExchange exchange, AiExchange ai);
}
