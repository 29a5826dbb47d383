package ai.gateway.predicate;

import ai.gateway.pipeline.AiExchanges;
import ai.gateway.plug.Shortcut;
import org.springframework.boot.context.properties.bind.DefaultValue;

import java.util.List;

/** {@code AiKeyTag=internal, beta}: a tag of the caller, as whoever authenticated it says in a header. */
public final class AiKeyTagRoutePredicateFactory extends AiRoutePredicateFactory<AiKeyTagRoutePredicateFactory.Config> {

    /**
     * @param tags one of them must be among the caller's
     * @param header where they are: a comma list
     */
    public record Config(
            @DefaultValue List<String> tags,
            @DefaultValue("x-key-tags") String header) {

        public Config {
            tags = Lists.required("tags", tags);
        }
    }

    public AiKeyTagRoutePredicateFactory(AiExchanges exchanges) {
        super(exchanges, Config.class, Shortcut.gather("tags"), Reads.HEAD);
    }

    @Override
    Condition create(Config config) {
        return (exchange, request) -> {
            String given = request.getHeaders().getFirst(config.header());
            if (given == null) {
                return false;
            }
            for (String tag : given.split(",", -1)) {
                if (config.tags().contains(tag.trim())) {
                    return true;
                }
            }
            return false;
        };
    }
}
