package ai.gateway.pipeline;

import ai.gateway.provider.Target;
import org.jspecify.annotations.Nullable;

import java.net.URI;

/**
 * Where a request goes.
 *
 * @param uri absolute, with the query that the provider shall see
 * @param dialect what is spoken there
 * @param translation of the request into that dialect; null where it is the client's own
 * @param target the provider, model and key; null on an ordinary uri, where the client's own credential passes
 */
record Destination(
        URI uri,
        String dialect,
        @Nullable Translation translation,
        @Nullable Target target) {

    Destination(URI uri, String dialect, @Nullable Target target) {
        this(uri, dialect, null, target);
    }
}
