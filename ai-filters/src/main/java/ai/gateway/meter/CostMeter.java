package ai.gateway.meter;

import ai.gateway.account.Accounts;
import ai.gateway.pipeline.AiExchange;
import ai.gateway.plug.Decision;
import ai.gateway.plug.Gathering;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Has it written down what the calls of a route come to, and the clients told. */
final class CostMeter implements Gathering {

    private final Accounts accounts;

    CostMeter(Accounts accounts) {
        this.accounts = accounts;
    }

    @Override
    public Mono<Decision> decide(ServerWebExchange web, AiExchange exchange) {
        return Decision.of("meter", () -> accounts.of(web, exchange).meter(web));
    }

    @Override
    public Mono<ServerWebExchange> get(ServerWebExchange web, AiExchange exchange) {
        return accounts.reserve(web, exchange);
    }
}
