package ai.gateway.plug;

import ai.gateway.pipeline.AiExchange;
import ai.gateway.pipeline.AiRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** The request half of a filter. It looks at the request, and decides. */
@FunctionalInterface
public interface AiFilter {

    Mono<Decision> decide(AiExchange exchange);

    /** The same for one that must know more than what is asked: the head as it came, from where, by which route. */
    default Mono<Decision> decide(ServerWebExchange web, AiExchange exchange) {
        return decide(exchange);
    }

    /** The same filter as it is in a dry run; null where it is enough that its decisions are only told. */
    default @Nullable AiFilter dry() {
        return null;
    }

    /** Whether it must see the body; one that does not works on whatever passes. */
    default boolean readsRequest() {
        return true;
    }

    /** Whether it can work on this request; to any other, the switch {@code on-other} applies. */
    default boolean takes(AiRequest request) {
        return request.isReadable();
    }
}
