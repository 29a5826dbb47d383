package ai.gateway.plug;

import ai.gateway.pipeline.AiExchanges;
import org.springframework.cloud.gateway.filter.GatewayFilter;
import org.springframework.cloud.gateway.filter.factory.GatewayFilterFactory;

import java.util.List;
import java.util.Map;

/** Makes a gateway filter of an {@link AiFilter}: reads its arguments, and puts the common switches around it. */
public abstract class AiGatewayFilterFactory<C extends Record> implements GatewayFilterFactory<Map<String, Object>> {

    private final AiExchanges exchanges;
    private final Class<C> configuration;
    private final Shortcut shortcut;

    protected AiGatewayFilterFactory(AiExchanges exchanges, Class<C> configuration, Shortcut shortcut) {
        this.exchanges = exchanges;
        this.configuration = configuration;
        this.shortcut = shortcut;
    }

    protected abstract AiFilter create(C configuration);

    @Override
    public GatewayFilter apply(Map<String, Object> raw) {
        Arguments arguments = Arguments.of(name(), raw, shortcut);
        Switches switches = arguments.switches();
        AiFilter filter = create(arguments.as(configuration));
        AiFilter dry = switches.dryRun() ? filter.dry() : null;
        return dry == null
                ? new AiGatewayFilter(name(), switches, filter, exchanges)
                : new AiGatewayFilter(name(), switches.acting(), dry, exchanges);
    }

    @Override
    public Class<Map<String, Object>> getConfigClass() {
        return Arguments.type();
    }

    @Override
    public Map<String, Object> newConfig() {
        return Map.of();
    }

    /** None: the gateway would name the values by position and lose which were named; {@link Arguments} does it. */
    @Override
    public List<String> shortcutFieldOrder() {
        return List.of();
    }
}
