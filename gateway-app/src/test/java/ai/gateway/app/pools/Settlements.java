package ai.gateway.app.pools;

import ai.gateway.app.GatewayApp;
import ai.gateway.pipeline.AiExchange;
import ai.gateway.pipeline.AiExchanges;
import ai.gateway.pipeline.Outcome;
import ai.gateway.pipeline.Stage;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.cloud.gateway.filter.GatewayFilterChain;
import org.springframework.cloud.gateway.filter.GlobalFilter;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.core.Ordered;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Counts how often each exchange is settled, as a filter that meters would be told. */
final class Settlements implements GlobalFilter, Ordered {

    private final AiExchanges exchanges;
    private final Map<String, Integer> settled = new ConcurrentHashMap<>();

    private Settlements(AiExchanges exchanges) {
        this.exchanges = exchanges;
    }

    /** The ready gateway with such a filter on all routes. */
    @TestConfiguration(proxyBeanMethods = false)
    @Import(GatewayApp.class)
    static class CountingApp {

        @Bean
        Settlements settlements(AiExchanges exchanges) {
            return new Settlements(exchanges);
        }
    }

    @Override
    public int getOrder() {
        return 0;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, GatewayFilterChain chain) {
        exchanges.of(exchange).add(new Stage() {
            @Override
            public Mono<Void> settle(AiExchange ended, Outcome outcome) {
                return Mono.fromRunnable(() -> settled.merge(ended.id(), 1, Integer::sum));
            }
        });
        return chain.filter(exchange);
    }

    int exchanges() {
        return settled.size();
    }

    /** How many exchanges were settled more than once. */
    long doubled() {
        return settled.values().stream().filter(times -> times > 1).count();
    }
}
