package ai.gateway.plug;

import ai.gateway.pipeline.AiExchange;
import ai.gateway.pipeline.AiRequest;
import reactor.core.publisher.Mono;

/** The request half of a filter, free of Spring. It looks at the request, and decides. */
@FunctionalInterface
public interface AiFilter {

    Mono<Decision> decide(AiExchange exchange);

    /** Whether it must see the body; one that does not works on whatever passes. */
    default boolean readsRequest() {
        return true;
    }

    /** Whether it can work on this request; to any other, the switch {@code on-other} applies. */
    default boolean takes(AiRequest request) {
        return request.isReadable();
    }
}
