package ai.gateway.keys;

import ai.gateway.access.VirtualKey;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Knows who has shown a token that somebody before us has checked. */
interface TokenBearers {

    /** Where nobody checks tokens. */
    TokenBearers NONE = (exchange, claims) -> Mono.empty();

    /** What stands in for a key; nothing where there is no token. */
    Mono<VirtualKey> of(ServerWebExchange exchange, KeysProperties.Jwt claims);
}
