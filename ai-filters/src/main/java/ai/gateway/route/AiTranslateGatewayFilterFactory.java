package ai.gateway.route;

import ai.gateway.dialect.Dialects;
import ai.gateway.pipeline.AiExchange;
import ai.gateway.pipeline.AiExchanges;
import ai.gateway.plug.AiFilter;
import ai.gateway.plug.AiGatewayFilterFactory;
import ai.gateway.plug.Decision;
import ai.gateway.plug.Shortcut;
import org.springframework.boot.context.properties.bind.DefaultValue;
import reactor.core.publisher.Mono;

/** {@code AiTranslate=anthropic}: what the route's uri speaks, which an ordinary uri does not say of itself. */
public final class AiTranslateGatewayFilterFactory
        extends AiGatewayFilterFactory<AiTranslateGatewayFilterFactory.Config> {

    private final Dialects dialects;

    /** @param dialect id of a dialect */
    public record Config(@DefaultValue("") String dialect) {}

    public AiTranslateGatewayFilterFactory(AiExchanges exchanges, Dialects dialects) {
        super(exchanges, Config.class, Shortcut.positions("dialect"));
        this.dialects = dialects;
    }

    @Override
    protected AiFilter create(Config config) {
        String dialect = dialects.get(config.dialect()).id();
        return new AiFilter() {
            @Override
            public Mono<Decision> decide(AiExchange exchange) {
                return Decision.of("speak " + dialect, () -> exchange.speakUpstream(dialect));
            }

            @Override
            public boolean readsRequest() {
                return false;
            }
        };
    }
}
