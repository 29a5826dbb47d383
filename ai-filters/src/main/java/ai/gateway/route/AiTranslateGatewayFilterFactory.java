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

/**
 * {@code AiTranslate=anthropic}: what the route's uri speaks, which an ordinary uri does not say of itself. On an
 * {@code ai://} uri the provider is known, and only {@code strict} has a meaning.
 */
public final class AiTranslateGatewayFilterFactory
        extends AiGatewayFilterFactory<AiTranslateGatewayFilterFactory.Config> {

    private final Dialects dialects;

    /**
     * What to speak, and how.
     *
     * @param dialect id of a dialect; may be left out where the provider is known
     * @param strict whether to refuse what cannot be said in that dialect, instead of leaving it out and telling so
     */
    public record Config(
            @DefaultValue("") String dialect,
            @DefaultValue("false") boolean strict) {

        public Config {
            if (dialect.isEmpty() && !strict) {
                throw new IllegalArgumentException("dialect: missing (expected: what the route's uri speaks)");
            }
        }
    }

    public AiTranslateGatewayFilterFactory(AiExchanges exchanges, Dialects dialects) {
        super(exchanges, Config.class, Shortcut.positions("dialect"));
        this.dialects = dialects;
    }

    @Override
    protected AiFilter create(Config config) {
        String dialect =
                config.dialect().isEmpty() ? "" : dialects.get(config.dialect()).id();
        return new AiFilter() {
            @Override
            public Mono<Decision> decide(AiExchange exchange) {
                return Decision.of("speak " + dialect + (config.strict() ? " strictly" : ""), () -> {
                    if (!dialect.isEmpty()) {
                        exchange.speakUpstream(dialect);
                    }
                    if (config.strict()) {
                        exchange.beStrict();
                    }
                });
            }

            @Override
            public boolean readsRequest() {
                return false;
            }
        };
    }
}
