package ai.gateway.shape;

import ai.gateway.pipeline.AiExchanges;
import ai.gateway.plug.AiFilter;
import ai.gateway.plug.AiGatewayFilterFactory;
import ai.gateway.plug.Parameters;
import ai.gateway.plug.Shortcut;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** {@code AiDefaults=temperature=0.2, max_tokens=800} */
public final class AiDefaultsGatewayFilterFactory
        extends AiGatewayFilterFactory<AiDefaultsGatewayFilterFactory.Config> {

    /** @param set {@code name=value, …} or a JSON object */
    public record Config(@DefaultValue("") String set) {}

    public AiDefaultsGatewayFilterFactory(AiExchanges exchanges) {
        super(exchanges, Config.class, Shortcut.gather("set"));
    }

    @Override
    protected AiFilter create(Config config) {
        return new ParameterFilter(Parameters.read(config.set()), ParameterFilter.Which.MISSING);
    }
}
