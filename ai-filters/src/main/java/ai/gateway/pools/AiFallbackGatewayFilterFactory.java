package ai.gateway.pools;

import ai.gateway.pipeline.AiExchange;
import ai.gateway.pipeline.AiExchanges;
import ai.gateway.pipeline.SettingsHolder;
import ai.gateway.plug.AiFilter;
import ai.gateway.plug.AiGatewayFilterFactory;
import ai.gateway.plug.Decision;
import ai.gateway.plug.Shortcut;
import org.springframework.boot.context.properties.bind.DefaultValue;
import reactor.core.publisher.Mono;

import java.util.List;

/** {@code AiFallback=anthropic/claude-sonnet-5-5, spare}: whom to ask when the route's own uri fails, in this order. */
public final class AiFallbackGatewayFilterFactory
        extends AiGatewayFilterFactory<AiFallbackGatewayFilterFactory.Config> {

    /**
     * Whom to ask, and when.
     *
     * @param targets as provider/model, or names of pools
     * @param on after which failures; without a word, after those after which pools do it
     * @param attempts how many calls a request may take; without a word, one for each target and one for the route's uri
     */
    public record Config(
            @DefaultValue List<String> targets,
            @DefaultValue List<FailureClass> on,
            @DefaultValue("0") int attempts) {

        public Config {
            if (targets.isEmpty()) {
                throw new IllegalArgumentException("targets: none (expected: at least one provider/model or pool)");
            }
            if (attempts < 0) {
                throw new IllegalArgumentException("attempts: " + attempts + " (expected: >= 1)");
            }
        }
    }

    private final SettingsHolder settings;
    private final PoolItineraries pools;
    private final WorkingPools working;

    AiFallbackGatewayFilterFactory(
            AiExchanges exchanges, SettingsHolder settings, PoolItineraries pools, WorkingPools working) {
        super(exchanges, Config.class, Shortcut.gather("targets"));
        this.settings = settings;
        this.pools = pools;
        this.working = working;
    }

    @Override
    protected AiFilter create(Config config) {
        Fallbacks fallbacks = new Fallbacks(config, pools, working);
        fallbacks.check(settings.current());
        return new AiFilter() {
            @Override
            public Mono<Decision> decide(AiExchange exchange) {
                return Decision.of("fall back to " + config.targets(), () -> exchange.askBy(fallbacks));
            }
        };
    }
}
