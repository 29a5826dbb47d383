package ai.gateway.plug;

import ai.gateway.exchange.Failure;
import ai.gateway.exchange.FailureCode;
import ai.gateway.pipeline.AiExchange;
import ai.gateway.pipeline.AiExchanges;
import ai.gateway.pipeline.Chronicle;
import ai.gateway.pipeline.Now;
import ai.gateway.pipeline.Reply;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.cloud.gateway.filter.GatewayFilter;
import org.springframework.cloud.gateway.filter.GatewayFilterChain;
import org.springframework.cloud.gateway.filter.OrderedGatewayFilter;
import org.springframework.cloud.gateway.route.Route;
import org.springframework.cloud.gateway.support.ServerWebExchangeUtils;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

import java.util.List;
import java.util.function.Supplier;

/** One AI filter at its place in a route: reads the request if nobody has, lets the filter decide, acts, and goes on. */
final class AiGatewayFilter implements GatewayFilter {

    private static final Logger log = LoggerFactory.getLogger(AiGatewayFilter.class);

    private final String name;
    private final Switches switches;
    private final AiFilter filter;
    private final AiExchanges exchanges;

    AiGatewayFilter(String name, Switches switches, AiFilter filter, AiExchanges exchanges) {
        this.name = name;
        this.switches = switches;
        this.filter = filter;
        this.exchanges = exchanges;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, GatewayFilterChain chain) {
        if (!switches.enabled()) {
            return chain.filter(exchange);
        }
        if (exchange.getResponse().isCommitted()) {
            return Mono.empty(); // a filter before us runs the route anew, too late: nothing may be counted twice
        }
        AiExchange ai = exchanges.of(exchange);
        ai.claim();
        Mono<ServerWebExchange> decided = noted(ai, () -> decided(exchange, ai));
        if (!Now.is(decided)) {
            return decided.onErrorResume(
                            error -> Reply.fail(exchange, ai, error).then(Mono.empty()))
                    .flatMap(chain::filter);
        }
        ServerWebExchange passed;
        try {
            passed = Now.value(decided);
        } catch (Exception error) {
            return Reply.fail(exchange, ai, error);
        }
        return passed == null ? Mono.empty() : chain.filter(passed);
    }

    /** With how long it took to decide. */
    private Mono<ServerWebExchange> noted(AiExchange ai, Supplier<Mono<ServerWebExchange>> deciding) {
        Chronicle chronicle = ai.chronicle();
        if (chronicle == null) {
            return deciding.get();
        }
        long since = System.nanoTime();
        Mono<ServerWebExchange> decided = deciding.get();
        if (Now.is(decided)) {
            // what it gives is made when it is asked for, which is at once
            return Mono.fromCallable(() -> {
                try {
                    return Now.value(decided);
                } finally {
                    chronicle.step(Chronicle.Kind.FILTER, name, "", since);
                }
            });
        }
        return decided.doFinally(signal -> chronicle.step(Chronicle.Kind.FILTER, name, "", since));
    }

    String name() {
        return name;
    }

    /** How it can be tried; null where it cannot. */
    @Nullable
    Trial trial() {
        return switches.enabled() && filter instanceof Trial trial ? trial : null;
    }

    private Mono<ServerWebExchange> decided(ServerWebExchange exchange, AiExchange ai) {
        Mono<ServerWebExchange> decided = filter.readsRequest()
                ? Now.flatMap(exchanges.readFor(exchange), readable -> decideOnRead(readable, ai))
                : Now.flatMap(Mono.just(exchange), unread -> decide(unread, ai));
        return filter instanceof Gathering gathering && !goesOn(exchange)
                ? Now.flatMap(decided, passed -> gathering.get(passed, ai))
                : decided;
    }

    /** Whether the next filter of the route is one more of the row. */
    private boolean goesOn(ServerWebExchange exchange) {
        Route route = exchange.getAttribute(ServerWebExchangeUtils.GATEWAY_ROUTE_ATTR);
        List<GatewayFilter> filters = route == null ? List.of() : route.getFilters();
        for (int i = 0; i < filters.size() - 1; i++) {
            if (bare(filters.get(i)) == this) {
                return bare(filters.get(i + 1)) instanceof AiGatewayFilter next
                        && next.switches.enabled()
                        && next.filter instanceof Gathering;
            }
        }
        return false;
    }

    static GatewayFilter bare(GatewayFilter filter) {
        return filter instanceof OrderedGatewayFilter ordered ? ordered.getDelegate() : filter;
    }

    private Mono<ServerWebExchange> decideOnRead(ServerWebExchange exchange, AiExchange ai) {
        if (filter.takes(ai.request())) {
            return decide(exchange, ai);
        }
        if (switches.onOther() == OnOther.REJECT) {
            return Mono.error(new Failure(
                            FailureCode.INVALID_REQUEST,
                            "path: not a model call that " + name + " knows (expected: one, as on-other=reject says)",
                            null)
                    .asException());
        }
        if (switches.onOther() == OnOther.WARN) {
            log.warn("{} {}: not a model call, passes untouched", ai.id(), name);
        }
        return Mono.just(exchange);
    }

    private Mono<ServerWebExchange> decide(ServerWebExchange exchange, AiExchange ai) {
        ai.turnOf(this);
        return Now.map(filter.decide(exchange, ai), decision -> {
            if (decision.isNothing()) {
                return exchange;
            }
            if (switches.dryRun()) {
                log.info("{} {} (dry run): {}", ai.id(), name, decision.what());
            } else {
                decision.act().run();
            }
            return decision.onward().apply(exchange);
        });
    }

    @Override
    public String toString() {
        return "[" + name + "]";
    }
}
