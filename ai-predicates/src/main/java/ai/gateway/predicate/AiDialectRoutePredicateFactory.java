package ai.gateway.predicate;

import ai.gateway.dialect.Dialects;
import ai.gateway.pipeline.AiExchanges;
import ai.gateway.plug.Shortcut;
import org.springframework.boot.context.properties.bind.DefaultValue;

import java.util.List;

/** {@code AiDialect=openai, anthropic}: the wire format that the client speaks. */
public final class AiDialectRoutePredicateFactory
        extends AiRoutePredicateFactory<AiDialectRoutePredicateFactory.Config> {

    private final Dialects known;

    /** @param dialects ids of dialects; one must match */
    public record Config(@DefaultValue List<String> dialects) {

        public Config {
            dialects = Lists.required("dialects", dialects);
        }
    }

    public AiDialectRoutePredicateFactory(AiExchanges exchanges, Dialects known) {
        super(exchanges, Config.class, Shortcut.gather("dialects"), Reads.HEAD);
        this.known = known;
    }

    @Override
    Condition create(Config config) {
        List<String> ids =
                config.dialects().stream().map(id -> known.get(id.trim()).id()).toList();
        return (exchange, request) -> ids.contains(exchange.call().dialect());
    }
}
