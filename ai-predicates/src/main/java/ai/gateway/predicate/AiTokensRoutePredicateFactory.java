package ai.gateway.predicate;

import ai.gateway.pipeline.AiExchanges;
import ai.gateway.plug.Shortcut;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** {@code AiTokens=0, 4000}: the prompt's length in tokens, estimated. */
public final class AiTokensRoutePredicateFactory extends AiRoutePredicateFactory<AiTokensRoutePredicateFactory.Config> {

    /**
     * @param min fewest tokens
     * @param max most tokens; without an end where it is not given
     */
    public record Config(
            @DefaultValue("0") long min, @Nullable Long max) {

        public Config {
            if (min < 0) {
                throw new IllegalArgumentException("min: " + min + " (expected: >= 0)");
            }
            if (max != null && max < min) {
                throw new IllegalArgumentException("max: " + max + " (expected: >= min, which is " + min + ")");
            }
        }
    }

    public AiTokensRoutePredicateFactory(AiExchanges exchanges) {
        super(exchanges, Config.class, Shortcut.positions("min", "max"), Reads.BODY);
    }

    @Override
    Condition create(Config config) {
        long max = config.max() == null ? Long.MAX_VALUE : config.max();
        return (exchange, request) -> {
            long tokens = exchange.request().promptTokens();
            return tokens >= config.min() && tokens <= max;
        };
    }
}
