package ai.gateway.app.mix;

import ai.gateway.dialect.TextVisitor;
import ai.gateway.exchange.Failure;
import ai.gateway.exchange.FailureCode;
import ai.gateway.pipeline.AiExchange;
import ai.gateway.pipeline.AiExchanges;
import ai.gateway.pipeline.Outcome;
import ai.gateway.pipeline.Stage;
import ai.gateway.pipeline.TextFlow;
import ai.gateway.plug.AiFilter;
import ai.gateway.plug.AiGatewayFilterFactory;
import ai.gateway.plug.Decision;
import ai.gateway.plug.Shortcut;
import ai.gateway.shape.AiModelMapGatewayFilterFactory;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.cloud.gateway.route.RouteLocator;
import org.springframework.cloud.gateway.route.builder.RouteLocatorBuilder;
import org.springframework.context.annotation.Bean;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import org.springframework.web.server.WebFilter;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;

/** A gateway whose routes mix AI filters of its own with the ordinary ones. */
@EnableAutoConfiguration
class MixedGateway {

    /** One answer for one exchange: how it ended. */
    static final BlockingQueue<Outcome> SETTLED = new LinkedBlockingQueue<>();

    static final List<String> MARKS = new CopyOnWriteArrayList<>();
    static final AtomicInteger BODIES_READ = new AtomicInteger();

    /** Upper-cases every text of an answer. */
    static final class AiShoutGatewayFilterFactory extends AiGatewayFilterFactory<AiShoutGatewayFilterFactory.Config> {

        record Config() {}

        AiShoutGatewayFilterFactory(AiExchanges exchanges) {
            super(exchanges, Config.class, Shortcut.NONE);
        }

        @Override
        protected AiFilter create(Config config) {
            return exchange -> Decision.of("shout", () -> exchange.add(new Shout()));
        }
    }

    private record Shout() implements Stage {

        @Override
        public Need need() {
            return Need.TEXTS;
        }

        @Override
        public TextFlow flow() {
            return (TextFlow.OfPieces) this::text;
        }

        private String text(TextVisitor.Role role, int run, String text) {
            return text.toUpperCase(Locale.ROOT);
        }
    }

    /** Notes how an exchange was settled. */
    static final class AiSettleGatewayFilterFactory
            extends AiGatewayFilterFactory<AiSettleGatewayFilterFactory.Config> {

        record Config() {}

        AiSettleGatewayFilterFactory(AiExchanges exchanges) {
            super(exchanges, Config.class, Shortcut.NONE);
        }

        @Override
        protected AiFilter create(Config config) {
            return exchange -> Decision.of("settle", () -> exchange.add(new Settle()));
        }
    }

    private record Settle() implements Stage {

        @Override
        public Mono<Void> settle(AiExchange exchange, Outcome outcome) {
            return Mono.fromRunnable(() -> SETTLED.add(outcome));
        }
    }

    /** Says no. */
    static final class AiDenyGatewayFilterFactory extends AiGatewayFilterFactory<AiDenyGatewayFilterFactory.Config> {

        record Config() {}

        AiDenyGatewayFilterFactory(AiExchanges exchanges) {
            super(exchanges, Config.class, Shortcut.NONE);
        }

        @Override
        protected AiFilter create(Config config) {
            return exchange -> Decision.of("deny", () -> {
                throw Failure.of(FailureCode.NOT_PERMITTED, "test: no").asException();
            });
        }
    }

    /** Notes that it ran; its decision is made where the request passes. */
    static final class AiMarkGatewayFilterFactory extends AiGatewayFilterFactory<AiMarkGatewayFilterFactory.Config> {

        record Config(@DefaultValue("") String mark) {}

        AiMarkGatewayFilterFactory(AiExchanges exchanges) {
            super(exchanges, Config.class, Shortcut.positions("mark"));
        }

        @Override
        protected AiFilter create(Config config) {
            return exchange -> Decision.of("mark", () -> MARKS.add(config.mark()));
        }
    }

    @Bean
    AiShoutGatewayFilterFactory shout(AiExchanges exchanges) {
        return new AiShoutGatewayFilterFactory(exchanges);
    }

    @Bean
    AiSettleGatewayFilterFactory settle(AiExchanges exchanges) {
        return new AiSettleGatewayFilterFactory(exchanges);
    }

    @Bean
    AiDenyGatewayFilterFactory deny(AiExchanges exchanges) {
        return new AiDenyGatewayFilterFactory(exchanges);
    }

    @Bean
    AiMarkGatewayFilterFactory mark(AiExchanges exchanges) {
        return new AiMarkGatewayFilterFactory(exchanges);
    }

    @Bean
    @Order(-1000)
    WebFilter countsBodies() {
        return (exchange, chain) -> chain.filter(
                exchange.mutate().request(new Counting(exchange.getRequest())).build());
    }

    /** What only the Java DSL can say: bodies changed between two AI filters, and around the answer. */
    @Bean
    RouteLocator modifying(
            RouteLocatorBuilder routes,
            Environment environment,
            AiModelMapGatewayFilterFactory map,
            AiShoutGatewayFilterFactory shout) {
        String upstream = environment.getRequiredProperty("upstream");
        return routes.routes()
                .route(
                        "modify-request",
                        route -> route.header("case", "modify-request")
                                .filters(filters -> filters.filter(map.apply(Map.of("models", "a=b")), -1)
                                        .modifyRequestBody(
                                                String.class,
                                                String.class,
                                                (exchange, body) -> Mono.just(body.replace("\"b\"", "\"c\"")
                                                        .replace("hi", "hello you")))
                                        .filter(map.apply(Map.of("models", "c=d")), 3))
                                .uri(upstream))
                .route(
                        "modify-response",
                        route -> route.header("case", "modify-response")
                                .filters(filters -> filters.modifyResponseBody(
                                                String.class,
                                                String.class,
                                                (exchange, body) -> Mono.just(body.replace("HELLO", "BYE!")))
                                        .filter(shout.apply(Map.of()), 1))
                                .uri(upstream))
                .build();
    }

    private static final class Counting extends ServerHttpRequestDecorator {

        Counting(ServerHttpRequest delegate) {
            super(delegate);
        }

        @Override
        public Flux<DataBuffer> getBody() {
            return super.getBody().doOnSubscribe(subscribed -> BODIES_READ.incrementAndGet());
        }
    }
}
