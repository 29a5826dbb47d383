package ai.gateway.route;

import ai.gateway.pipeline.AiExchange;
import ai.gateway.pipeline.AiExchanges;
import ai.gateway.pipeline.Settings.Timeouts;
import ai.gateway.plug.AiFilter;
import ai.gateway.plug.AiGatewayFilterFactory;
import ai.gateway.plug.Decision;
import ai.gateway.plug.Shortcut;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import java.time.Duration;

/** {@code AiTimeouts=30s, 15s, 5m}: until the first event, between two, in all. */
public final class AiTimeoutsGatewayFilterFactory
        extends AiGatewayFilterFactory<AiTimeoutsGatewayFilterFactory.Config> {

    /** What is not named stays as {@code ai.gateway.timeouts} has it. */
    public record Config(
            @Nullable Duration firstEvent,
            @Nullable Duration betweenEvents,
            @Nullable Duration total,
            @Nullable Duration connect) {

        Timeouts over(Timeouts base) {
            return new Timeouts(
                    or(connect, base.connect()),
                    or(firstEvent, base.firstEvent()),
                    or(betweenEvents, base.betweenEvents()),
                    or(total, base.total()));
        }

        private static Duration or(@Nullable Duration set, Duration base) {
            return set != null ? set : base;
        }
    }

    public AiTimeoutsGatewayFilterFactory(AiExchanges exchanges) {
        super(exchanges, Config.class, Shortcut.positions("firstEvent", "betweenEvents", "total"));
    }

    @Override
    protected AiFilter create(Config config) {
        config.over(Timeouts.DEFAULT); // refuses zero and negative ones at the start
        return new AiFilter() {
            @Override
            public Mono<Decision> decide(AiExchange exchange) {
                Timeouts timeouts = config.over(exchange.timeouts());
                return Decision.of("time-outs " + timeouts, () -> exchange.timeouts(timeouts));
            }

            @Override
            public boolean readsRequest() {
                return false;
            }
        };
    }
}
