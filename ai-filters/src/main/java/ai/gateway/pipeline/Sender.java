package ai.gateway.pipeline;

import ai.gateway.provider.Signer;
import io.netty.buffer.Unpooled;
import io.netty.channel.EventLoop;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import org.reactivestreams.Publisher;
import org.springframework.cloud.gateway.route.Route;
import org.springframework.cloud.gateway.support.RouteMetadataUtils;
import org.springframework.cloud.gateway.support.ServerWebExchangeUtils;
import org.springframework.core.io.buffer.NettyDataBufferFactory;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.netty.NettyOutbound;
import reactor.netty.http.client.HttpClient;
import reactor.netty.http.client.HttpClientRequest;

/** Sends a request to a provider, signed where that wants it. */
final class Sender {

    private final LoopClients clients;
    private final OutgoingHeaders headers;
    private final Signing signing;

    Sender(LoopClients clients, OutgoingHeaders headers, Signing signing) {
        this.clients = clients;
        this.headers = headers;
        this.signing = signing;
    }

    /** The head with which it goes out; there at once, or on the client's loop, where the clocks are set. */
    Mono<HttpHeaders> head(Outcall it) {
        HttpHeaders head = headers.of(it.exchange(), it.attempt().request(), it.destination());
        Signer signer = signing.signerOf(it.destination());
        if (signer == null) {
            return Mono.just(head);
        }
        Signing.requireSignable(signer, it.attempt().request());
        return Signing.sign(signer, it.method(), it.destination(), head, it.bytes())
                .publishOn(Schedulers.fromExecutorService(it.loop()));
    }

    HttpClient.ResponseReceiver<?> send(Outcall it, HttpHeaders head) {
        return client(it)
                .request(HttpMethod.valueOf(it.method()))
                .uri(it.destination().uri())
                .send((upstream, out) -> write(it, head, upstream, out));
    }

    private HttpClient client(Outcall it) {
        EventLoop loop = it.loop();
        Route route = it.exchange().getAttribute(ServerWebExchangeUtils.GATEWAY_ROUTE_ATTR);
        Object ofRoute = route == null ? null : route.getMetadata().get(RouteMetadataUtils.CONNECT_TIMEOUT_ATTR);
        long millis =
                ofRoute == null ? it.attempt().timeouts().connect().toMillis() : Long.parseLong(ofRoute.toString());
        return clients.on(loop, millis);
    }

    private static Publisher<Void> write(Outcall it, HttpHeaders head, HttpClientRequest upstream, NettyOutbound out) {
        upstream.headers(head);
        AiRequest request = it.attempt().request();
        if (!request.isBuffered()) {
            return out.send(it.exchange()
                    .getRequest()
                    .getBody()
                    .map(NettyDataBufferFactory::toByteBuf)
                    .onErrorMap(ClientGone::of));
        }
        if (!request.hasBody()) {
            return out;
        }
        byte[] bytes = it.bytes();
        return out.send(Mono.fromSupplier(() -> Unpooled.wrappedBuffer(bytes)));
    }
}
