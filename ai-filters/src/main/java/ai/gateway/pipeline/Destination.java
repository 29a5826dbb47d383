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
 * @param hosted how the provider wants it, where it hosts another vendor's API; null where it is the dialect's own
 * @param edited the body, where it is the client's with something more in it; null where it is the client's
 * @param target the provider, model and key; null on an ordinary uri, where the client's own credential passes
 */
record Destination(
        URI uri,
        String dialect,
        @Nullable Translation translation,
        @Nullable Hosted hosted,
        byte @Nullable [] edited,
        @Nullable Target target) {

    Destination(URI uri, String dialect, @Nullable Translation translation, @Nullable Target target) {
        this(uri, dialect, translation, null, null, target);
    }

    Destination(
            URI uri,
            String dialect,
            @Nullable Translation translation,
            @Nullable Hosted hosted,
            @Nullable Target target) {
        this(uri, dialect, translation, hosted, null, target);
    }

    /** The same with that body. */
    Destination saying(byte[] body) {
        return new Destination(uri, dialect, translation, hosted, body, target);
    }

    /** Whether the client's own body goes out, to somebody who takes one that asks for the usage of a stream. */
    boolean takesEdit() {
        return translation == null
                && hosted == null
                && (target == null || target.provider().traits().has("stream_options"));
    }

    /** The body as it goes out. */
    byte[] body(AiRequest request) {
        if (edited != null) {
            return edited;
        }
        if (hosted != null) {
            return hosted.body();
        }
        return translation == null ? request.bytes() : translation.call().body();
    }
}
