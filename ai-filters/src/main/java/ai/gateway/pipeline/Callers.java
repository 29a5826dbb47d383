package ai.gateway.pipeline;

import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Knows who calls, where no route asks. */
public interface Callers {

    /** The name of the key that is shown, or of the token that stands for one; empty where there is no good one. */
    Mono<String> of(ServerWebExchange web);
}
