package ai.gateway.predicate;

import ai.gateway.exchange.Operation;
import ai.gateway.pipeline.AiExchanges;
import ai.gateway.plug.Shortcut;
import org.springframework.boot.context.properties.bind.DefaultValue;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** {@code AiOperation=chat, embeddings}: what the client asks for. */
public final class AiOperationRoutePredicateFactory
        extends AiRoutePredicateFactory<AiOperationRoutePredicateFactory.Config> {

    /** @param operations names of {@link Operation}s; one must match */
    public record Config(@DefaultValue List<Operation> operations) {

        public Config {
            operations = Lists.required("operations", operations);
        }
    }

    public AiOperationRoutePredicateFactory(AiExchanges exchanges) {
        super(exchanges, Config.class, Shortcut.gather("operations"), Reads.HEAD);
    }

    @Override
    Condition create(Config config) {
        Set<Operation> operations = EnumSet.copyOf(config.operations());
        return (exchange, request) -> operations.contains(exchange.call().operation());
    }
}
