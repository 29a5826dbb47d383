package ai.gateway.predicate;

import ai.gateway.exchange.AiException;
import ai.gateway.exchange.Failure;
import ai.gateway.exchange.FailureCode;
import ai.gateway.pipeline.AiExchange;
import ai.gateway.pipeline.AiExchanges;
import ai.gateway.plug.Arguments;
import ai.gateway.plug.OnOther;
import ai.gateway.plug.Shortcut;
import ai.gateway.plug.Switches;
import org.reactivestreams.Publisher;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.cloud.gateway.handler.AsyncPredicate;
import org.springframework.cloud.gateway.handler.predicate.RoutePredicateFactory;
import org.springframework.cloud.gateway.support.ServerWebExchangeUtils;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** Makes a route predicate of a {@link Condition}: reads its arguments, and the request as far as the test needs it. */
abstract class AiRoutePredicateFactory<C extends Record> implements RoutePredicateFactory<Map<String, Object>> {

    private static final Logger log = LoggerFactory.getLogger(AiRoutePredicateFactory.class);

    /** How much of a request a condition looks at. */
    enum Reads {
        HEAD,
        BODY
    }

    private final AiExchanges exchanges;
    private final Class<C> configuration;
    private final Shortcut shortcut;
    private final Reads reads;

    AiRoutePredicateFactory(AiExchanges exchanges, Class<C> configuration, Shortcut shortcut, Reads reads) {
        this.exchanges = exchanges;
        this.configuration = configuration;
        this.shortcut = shortcut;
        this.reads = reads;
    }

    abstract Condition create(C configuration);

    @Override
    public AsyncPredicate<ServerWebExchange> applyAsync(Map<String, Object> raw) {
        Arguments arguments = Arguments.of(name(), raw, shortcut);
        Switches switches = arguments.switches();
        Condition condition = create(arguments.as(configuration));
        if (!switches.enabled()) {
            return AsyncPredicate.from(exchange -> true);
        }
        return new AsyncPredicate<>() {
            @Override
            public Publisher<Boolean> apply(ServerWebExchange exchange) {
                return matches(exchange, condition, switches);
            }

            @Override
            public String toString() {
                return name();
            }
        };
    }

    private Publisher<Boolean> matches(ServerWebExchange exchange, Condition condition, Switches switches) {
        AiExchange ai = exchanges.of(exchange);
        if (ai.recognised() == null) {
            return Mono.just(other(ai, exchange, switches));
        }
        if (reads == Reads.HEAD) {
            return Mono.just(decide(ai, exchange, condition, switches));
        }
        return exchanges
                .readInPredicate(exchange)
                .map(read -> decide(read, exchange, condition, switches))
                .onErrorResume(AiException.class, refused -> Mono.just(refuse(ai, exchange, refused.failure())));
    }

    private boolean decide(AiExchange ai, ServerWebExchange exchange, Condition condition, Switches switches) {
        boolean matches;
        try {
            matches = condition.matches(ai, exchange.getRequest());
        } catch (AiException refused) {
            return refuse(ai, exchange, refused.failure());
        }
        if (switches.dryRun()) {
            log.info("{} {} (dry run): {}", ai.id(), name(), matches ? "matches" : "does not match");
            return true;
        }
        return matches;
    }

    /**
     * A model call that cannot be read is still this route's: so that the client gets the reason, told by the terminal,
     * and not a 404.
     */
    private static boolean refuse(AiExchange ai, ServerWebExchange exchange, Failure failure) {
        ai.reject(failure, exchange.getRequiredAttribute(ServerWebExchangeUtils.GATEWAY_PREDICATE_ROUTE_ATTR));
        return true;
    }

    private boolean other(AiExchange ai, ServerWebExchange exchange, Switches switches) {
        if (switches.onOther() == OnOther.WARN) {
            log.warn("{} {}: not a model call, does not match", ai.id(), name());
        }
        if (switches.onOther() == OnOther.REJECT) {
            return refuse(
                    ai,
                    exchange,
                    Failure.of(
                            FailureCode.INVALID_REQUEST,
                            "path: not a model call that " + name()
                                    + " knows (expected: one, as on-other=reject says)"));
        }
        return switches.dryRun();
    }

    @Override
    public Predicate<ServerWebExchange> apply(Map<String, Object> raw) {
        throw new UnsupportedOperationException(name() + " works only asynchronously: it may have to read the body");
    }

    @Override
    public Class<Map<String, Object>> getConfigClass() {
        return Arguments.type();
    }

    @Override
    public Map<String, Object> newConfig() {
        return Map.of();
    }

    /** None: {@link Arguments} reads them. */
    @Override
    public List<String> shortcutFieldOrder() {
        return List.of();
    }
}
