package ai.gateway.pipeline;

import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import org.springframework.util.MultiValueMap;
import org.springframework.web.util.UriComponentsBuilder;

import java.net.URI;
import java.util.List;
import java.util.function.BiConsumer;

/** A request without what it has shown to the gateway: no filter sees it, and no provider. Its body is what it was. */
final class BareRequest extends ServerHttpRequestDecorator {

    private final Shown shown;
    private final URI uri;
    private @Nullable HttpHeaders headers;

    BareRequest(ServerHttpRequest delegate, Shown shown) {
        super(delegate);
        this.shown = shown;
        this.uri = shown.without(delegate.getURI());
    }

    /** The request that has the body. */
    static ServerHttpRequest under(ServerHttpRequest request) {
        ServerHttpRequest under = request;
        while (under instanceof BareRequest bare) {
            under = bare.getDelegate();
        }
        return under;
    }

    /** The headers as those see them who are given this request; without a copy of them. */
    static void forEachHeader(ServerHttpRequest request, BiConsumer<String, List<String>> header) {
        if (request instanceof BareRequest bare) {
            forEachHeader(bare.getDelegate(), (name, values) -> {
                if (!bare.shown.hides(name)) {
                    header.accept(name, values);
                }
            });
        } else if (request instanceof ReplayedRequest replayed) {
            forEachHeader(replayed.getDelegate(), header);
        } else {
            request.getHeaders().forEach(header);
        }
    }

    @Override
    public HttpHeaders getHeaders() {
        HttpHeaders known = headers;
        if (known == null) {
            HttpHeaders left = new HttpHeaders();
            forEachHeader(this, (name, values) -> values.forEach(value -> left.add(name, value)));
            known = HttpHeaders.readOnlyHttpHeaders(left);
            headers = known;
        }
        return known;
    }

    @Override
    public URI getURI() {
        return uri;
    }

    @Override
    public MultiValueMap<String, String> getQueryParams() {
        return uri.equals(super.getURI())
                ? super.getQueryParams()
                : UriComponentsBuilder.fromUri(uri).build().getQueryParams();
    }
}
