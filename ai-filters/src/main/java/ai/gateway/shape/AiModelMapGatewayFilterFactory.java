package ai.gateway.shape;

import ai.gateway.pipeline.AiExchanges;
import ai.gateway.plug.AiFilter;
import ai.gateway.plug.AiGatewayFilterFactory;
import ai.gateway.plug.Shortcut;
import org.springframework.boot.context.properties.bind.DefaultValue;

import java.util.List;

/** {@code AiModelMap=gpt-4*=gpt-5.4-mini, claude-*=anthropic/claude-sonnet-5-5} */
public final class AiModelMapGatewayFilterFactory
        extends AiGatewayFilterFactory<AiModelMapGatewayFilterFactory.Config> {

    /** @param models pairs {@code from=to}, patterns allowed in {@code from} */
    public record Config(@DefaultValue List<String> models) {}

    public AiModelMapGatewayFilterFactory(AiExchanges exchanges) {
        super(exchanges, Config.class, Shortcut.gather("models"));
    }

    @Override
    protected AiFilter create(Config config) {
        return new ModelMap(config.models());
    }
}
