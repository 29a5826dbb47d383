package ai.gateway.pipeline;

import ai.gateway.exchange.Failure;
import ai.gateway.provider.Signer;
import io.netty.buffer.Unpooled;
import io.netty.channel.EventLoop;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import org.reactivestreams.Publisher;
import org.springframework.cloud.gateway.filter.headers.HttpHeadersFilter;
import org.springframework.cloud.gateway.route.Route;
import org.springframework.cloud.gateway.support.RouteMetadataUtils;
import org.springframework.cloud.gateway.support.ServerWebExchangeUtils;
import org.springframework.core.io.buffer.NettyDataBufferFactory;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;
import reactor.core.publisher.SignalType;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Schedulers;
import reactor.netty.NettyOutbound;
import reactor.netty.http.client.HttpClient;
import reactor.netty.http.client.HttpClientRequest;

import java.time.Clock;
import java.util.List;

/** The way of a request through the terminal, from the body that was read to the answer that went out. */
final class Journey {

    private final AiExchanges exchanges;
    private final LoopClients clients;
    private final OutgoingHeaders headers;
    private final Answers answers;
    private final Signing signing;
    private final Destinations destinations;
    private final OwnAnswers own;

    Journey(AiExchanges exchanges, LoopClients clients, List<HttpHeadersFilter> headersFilters, List<Signer> signers) {
        this.exchanges = exchanges;
        this.clients = clients;
        this.headers = new OutgoingHeaders(headersFilters);
        this.answers = new Answers(headers);
        this.signing = new Signing(signers);
        this.destinations =
                new Destinations(exchanges.dialects(), new Translations(exchanges.dialects(), Clock.systemUTC()));
        this.own = new OwnAnswers(destinations, new ModelCatalogue(exchanges.dialects(), clients.shared(), signing));
    }

    /** Ends when the answer has begun: its status and headers are set, and its body is left to {@link AiWriteFilter}. */
    Mono<Void> travel(ServerWebExchange exchange, AiExchange ai) {
        ai.again();
        return exchanges
                .readAsItIs(exchange) // the body, once
                .flatMap(read -> send(exchange, read)) // where to, in which lane; out, and the answer back
                .onErrorResume(error -> Reply.fail(exchange, ai, error)); // or an honest failure
    }

    private Mono<Void> send(ServerWebExchange exchange, AiExchange ai) {
        Failure rejection = ai.rejectionBy(exchange.getAttribute(ServerWebExchangeUtils.GATEWAY_ROUTE_ATTR));
        if (rejection != null) {
            return Mono.error(rejection.asException());
        }
        AiRequest request = ai.request();
        if (request.isJson()) {
            request.facts(); // strict JSON with the right types, or a 400 before anybody is called
        }
        Mono<byte[]> ours = own.to(exchange, ai);
        if (ours != null) {
            return ours.flatMap(body -> Reply.answer(exchange, ai, body));
        }
        Destination destination = destinations.of(exchange, ai);
        Lane lane = Lane.of(destination, ai.stages());
        HttpHeaders head = headers.of(exchange, request, destination);
        Call call = new Call(exchange, ai, destination, lane);
        Signer signer = signing.signerOf(destination);
        return signer == null ? call(call, head) : sign(signer, call, head).flatMap(signed -> call(call, signed));
    }

    /** Comes on the client's loop, where the clocks are set. */
    private static Mono<HttpHeaders> sign(Signer signer, Call call, HttpHeaders head) {
        Signing.requireSignable(signer, call.ai().request());
        EventLoop loop = LoopClients.loopOf(call.exchange().getRequest());
        return Signing.sign(signer, call.method(), call.destination(), head, call.bytes())
                .publishOn(Schedulers.fromExecutorService(loop));
    }

    /** What is called, and how its answer is to come back. */
    private record Call(ServerWebExchange exchange, AiExchange ai, Destination destination, Lane lane) {

        String method() {
            return exchange.getRequest().getMethod().name();
        }

        /** The body as it goes out. */
        byte[] bytes() {
            return destination.body(ai.request());
        }
    }

    private Mono<Void> call(Call it, HttpHeaders head) {
        AiExchange ai = it.ai();
        EventLoop loop = LoopClients.loopOf(it.exchange().getRequest());
        Sinks.Empty<Void> tooLate = Sinks.empty();
        Clocks clocks = new Clocks(loop, ai.timeouts(), failure -> tooLate.tryEmitError(failure.asException()));
        Mono<Void> answered = client(it.exchange(), ai, loop)
                .request(HttpMethod.valueOf(it.method()))
                .uri(it.destination().uri())
                .send((upstream, out) -> write(it, head, upstream, out))
                .responseConnection((response, provider) -> begin(
                        new Passage(it.exchange(), ai, it.destination(), response, ProviderLine.of(provider), clocks),
                        it.lane()))
                .then()
                // What Netty throws at a head that it cannot read; in our own code it would mean a mistake of ours.
                .onErrorMap(
                        IllegalArgumentException.class,
                        error -> Failures.ofUpstream(error, "before its answer").asException());
        clocks.start();
        return Mono.firstWithSignal(answered, tooLate.asMono()).doFinally(signal -> {
            if (signal != SignalType.ON_COMPLETE) {
                clocks.stop(); // else they run until the answer is written
            }
        });
    }

    private Mono<Void> begin(Passage passage, Lane lane) {
        return passage.beginAtClient(() -> pass(passage, lane));
    }

    /** When the head of the answer cannot be passed on, nobody would read its body. */
    private Mono<Void> pass(Passage passage, Lane lane) {
        try {
            return answers.pass(passage, lane);
        } catch (RuntimeException e) {
            passage.drop();
            throw e;
        }
    }

    private HttpClient client(ServerWebExchange exchange, AiExchange ai, EventLoop loop) {
        Route route = exchange.getAttribute(ServerWebExchangeUtils.GATEWAY_ROUTE_ATTR);
        Object ofRoute = route == null ? null : route.getMetadata().get(RouteMetadataUtils.CONNECT_TIMEOUT_ATTR);
        return clients.on(
                loop, ofRoute == null ? ai.timeouts().connect().toMillis() : Long.parseLong(ofRoute.toString()));
    }

    private static Publisher<Void> write(Call it, HttpHeaders head, HttpClientRequest upstream, NettyOutbound out) {
        upstream.headers(head);
        AiRequest request = it.ai().request();
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
