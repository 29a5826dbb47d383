package ai.gateway.predicate;

import ai.gateway.exchange.Modality;
import ai.gateway.pipeline.AiExchanges;
import ai.gateway.plug.Shortcut;
import org.springframework.boot.context.properties.bind.DefaultValue;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** {@code AiModality=image, audio}: kinds of content in the prompt. */
public final class AiModalityRoutePredicateFactory
        extends AiRoutePredicateFactory<AiModalityRoutePredicateFactory.Config> {

    /** @param modalities names of {@link Modality} values; one of them must be in the prompt */
    public record Config(@DefaultValue List<Modality> modalities) {

        public Config {
            modalities = Lists.required("modalities", modalities);
        }
    }

    public AiModalityRoutePredicateFactory(AiExchanges exchanges) {
        super(exchanges, Config.class, Shortcut.gather("modalities"), Reads.BODY);
    }

    @Override
    Condition create(Config config) {
        Set<Modality> wanted = EnumSet.copyOf(config.modalities());
        return (exchange, request) ->
                exchange.request().facts().input().stream().anyMatch(wanted::contains);
    }
}
