package ai.gateway.pipeline;

import ai.gateway.health.Permit;
import org.jspecify.annotations.Nullable;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

import java.net.URI;
import java.util.Collection;
import java.util.List;

/** Knows which exchanges have more than one provider to ask. */
public interface Itineraries {

    /** There is one, and the route's uri or the model says which. */
    Itineraries NONE = (exchange, ai, uri) -> null;

    /**
     * Null where there is but one to ask.
     *
     * @param uri where the route leads
     */
    @Nullable
    Itinerary of(ServerWebExchange exchange, AiExchange ai, URI uri);

    /** A place for one more exchange, perhaps after a while; null where there may be any number. Fails where there is none. */
    default @Nullable Mono<Permit> admit(Settings settings) {
        return null;
    }

    /** Names that clients may use for a model, and that mean several of them. */
    default Collection<String> names(Settings settings) {
        return List.of();
    }
}
