package ai.gateway.provider;

import reactor.core.publisher.Mono;

import java.net.URI;
import java.nio.ByteBuffer;
import java.util.Map;

/** Makes the credentials of a request where a fixed key will not do. A bean of this type makes its style usable. */
public interface Signer {

    /** The one style that it serves: {@link AuthStyle#SIGV4}, {@link AuthStyle#OAUTH} or {@link AuthStyle#ENTRA}. */
    AuthStyle style();

    /**
     * The headers to set on a request before it is sent, such as {@code Authorization}. Asked anew for every attempt;
     * tokens that can be shared are the signer's to keep. Must not block.
     *
     * @param target whose {@link Provider#settings()} hold the region, the credentials and the like
     */
    Mono<Map<String, String>> headers(Outgoing request, Target target);

    /**
     * A request as it will go out.
     *
     * @param uri with its query
     * @param headers names in lower case; all that is going to be sent but what the transport adds
     * @param body read-only; empty where there is none
     */
    record Outgoing(String method, URI uri, Map<String, String> headers, ByteBuffer body) {}
}
