package ai.gateway.pipeline;

import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import reactor.core.publisher.Flux;

/** A request whose body was read already, and is there again for whoever else wants it: other filters, another route. */
final class ReplayedRequest extends ServerHttpRequestDecorator {

    private final AiExchange ai;

    private ReplayedRequest(ServerHttpRequest delegate, AiExchange ai) {
        super(delegate);
        this.ai = ai;
    }

    /** The request itself where nothing was taken from it. */
    static ServerHttpRequest of(ServerHttpRequest request, AiExchange ai) {
        return isOf(request, ai) || !ai.request().isBuffered() || !ai.request().hasBody()
                ? request
                : new ReplayedRequest(request, ai);
    }

    static boolean isOf(ServerHttpRequest request, AiExchange ai) {
        return BareRequest.under(request) instanceof ReplayedRequest replayed && replayed.ai == ai;
    }

    /** The bytes as they stand now, so that what another filter reads is what the provider will. */
    @Override
    public Flux<DataBuffer> getBody() {
        return Flux.defer(() -> Flux.just(
                DefaultDataBufferFactory.sharedInstance.wrap(ai.request().replay())));
    }
}
