package ai.gateway.pipeline;

import io.netty.handler.codec.http.HttpHeaders;
import org.jspecify.annotations.Nullable;
import org.springframework.http.server.reactive.AbstractServerHttpResponse;
import org.springframework.http.server.reactive.ServerHttpResponse;
import reactor.netty.http.server.HttpServerResponse;

import java.util.Set;

/** What is told of a streamed answer when it is over, behind its last byte. */
final class Trailers {

    private Trailers() {}

    /** Where another filter's response is between us and the client, nothing is promised. */
    static void promise(ServerHttpResponse response, AiExchange ai) {
        Set<String> owed = ai.notes().owed().keySet();
        HttpServerResponse server = owed.isEmpty() || !ai.settings().responseHeaders() ? null : server(response);
        if (server != null) {
            response.getHeaders().set("Trailer", String.join(", ", owed));
            server.trailerHeaders(trailers ->
                    owed.forEach(name -> pay(trailers, name, ai.notes().value(name))));
        }
    }

    private static void pay(HttpHeaders trailers, String name, String value) {
        if (!value.isEmpty()) {
            trailers.set(name, value);
        }
    }

    /** The server's own response, where we write straight to it. */
    static @Nullable HttpServerResponse server(ServerHttpResponse response) {
        return response instanceof AbstractServerHttpResponse own
                        && own.getNativeResponse() instanceof HttpServerResponse server
                ? server
                : null;
    }
}
