package ai.gateway.predicate;

import ai.gateway.pipeline.AiExchanges;
import ai.gateway.plug.Shortcut;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** {@code AiTools=true}: whether the request offers tools to the model. */
public final class AiToolsRoutePredicateFactory extends AiRoutePredicateFactory<AiToolsRoutePredicateFactory.Config> {

    /** @param tools what the request must have */
    public record Config(@DefaultValue("true") boolean tools) {}

    public AiToolsRoutePredicateFactory(AiExchanges exchanges) {
        super(exchanges, Config.class, Shortcut.positions("tools"), Reads.BODY);
    }

    @Override
    Condition create(Config config) {
        return (exchange, request) -> exchange.request().facts().tools() == config.tools();
    }
}
