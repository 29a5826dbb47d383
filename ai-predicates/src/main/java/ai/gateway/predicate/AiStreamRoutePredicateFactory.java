package ai.gateway.predicate;

import ai.gateway.pipeline.AiExchanges;
import ai.gateway.plug.Shortcut;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** {@code AiStream=true}: whether the client wants its answer as a stream. */
public final class AiStreamRoutePredicateFactory extends AiRoutePredicateFactory<AiStreamRoutePredicateFactory.Config> {

    /** @param stream what the client must have asked for */
    public record Config(@DefaultValue("true") boolean stream) {}

    public AiStreamRoutePredicateFactory(AiExchanges exchanges) {
        super(exchanges, Config.class, Shortcut.positions("stream"), Reads.BODY);
    }

    @Override
    Condition create(Config config) {
        return (exchange, request) -> exchange.request().facts().stream() == config.stream();
    }
}
