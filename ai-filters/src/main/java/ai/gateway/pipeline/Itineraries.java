package ai.gateway.pipeline;

import ai.gateway.health.Permit;
import ai.gateway.provider.Target;
import org.jspecify.annotations.Nullable;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

import java.net.URI;
import java.util.Collection;
import java.util.List;
import java.util.function.Predicate;

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

    /** All whom an exchange may come to, as far as the request tells; none where there is but one to ask. */
    default List<Target> prospects(AiExchange ai, URI uri) {
        return List.of();
    }

    /**
     * A place for this exchange, perhaps after a while, but not after its total time; null where there may be any number.
     * Fails where there is none.
     */
    default @Nullable Mono<Permit> admit(AiExchange ai) {
        return null;
    }

    /** Names that clients may use for a model, and that mean several of them. */
    default Collection<String> names(Settings settings) {
        return List.of();
    }

    /** Whether one of those is meant, by such a name, whom the caller may ask. */
    default boolean offers(Settings settings, String name, Predicate<Target> mayAsk) {
        return false;
    }
}
