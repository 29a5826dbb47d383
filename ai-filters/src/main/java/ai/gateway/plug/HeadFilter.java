package ai.gateway.plug;

import ai.gateway.pipeline.AiExchange;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** A filter that decides with the head of the request at hand: what it must know is not all in the model call. */
public interface HeadFilter extends AiFilter {

    @Override
    default Mono<Decision> decide(AiExchange exchange) {
        throw new UnsupportedOperationException("exchange: without its head (expected: with it)");
    }

    @Override
    Mono<Decision> decide(ServerWebExchange web, AiExchange exchange);
}
