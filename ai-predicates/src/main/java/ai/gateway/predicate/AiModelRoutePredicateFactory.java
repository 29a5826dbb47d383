package ai.gateway.predicate;

import ai.gateway.condition.Glob;
import ai.gateway.pipeline.AiExchanges;
import ai.gateway.plug.Shortcut;
import org.springframework.boot.context.properties.bind.DefaultValue;

import java.util.List;

/** {@code AiModel=gpt-*, claude-*}: the model that the client asks for. */
public final class AiModelRoutePredicateFactory extends AiRoutePredicateFactory<AiModelRoutePredicateFactory.Config> {

    /** @param models patterns; one must match */
    public record Config(@DefaultValue List<String> models) {

        public Config {
            models = Lists.required("models", models);
        }
    }

    public AiModelRoutePredicateFactory(AiExchanges exchanges) {
        super(exchanges, Config.class, Shortcut.gather("models"), Reads.BODY);
    }

    @Override
    Condition create(Config config) {
        List<Glob> patterns = Glob.list(config.models());
        return (exchange, request) -> {
            String model = exchange.request().model();
            return model != null && patterns.stream().anyMatch(pattern -> pattern.matches(model));
        };
    }
}
