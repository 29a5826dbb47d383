package ai.gateway.pipeline;

import ai.gateway.exchange.Failure;
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
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;
import reactor.core.publisher.SignalType;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Schedulers;
import reactor.netty.NettyOutbound;
import reactor.netty.http.client.HttpClient;
import reactor.netty.http.client.HttpClientRequest;

import java.util.List;
import java.util.function.Consumer;

/** Makes one attempt: out to the provider, and back with an answer that can be given. */
final class Caller {

    private final LoopClients clients;
    private final OutgoingHeaders headers;
    private final Answers answers;
    private final Signing signing;
    private final Destinations destinations;

    Caller(LoopClients clients, OutgoingHeaders headers, Signing signing, Destinations destinations) {
        this.clients = clients;
        this.headers = headers;
        this.answers = new Answers(headers);
        this.signing = signing;
        this.destinations = destinations;
    }

    /** Throws what makes it impossible to ask. Comes on the client's loop, or fails on any. */
    Mono<Ready> call(ServerWebExchange exchange, Attempt attempt) {
        Destination destination = destinations.of(exchange, attempt);
        if (attempt.pick() == null) {
            attempt.ai().asks(destination.target());
        }
        Lane lane = Lane.of(
                destination, attempt.isMirror() ? List.of() : attempt.ai().stages());
        HttpHeaders head = headers.of(exchange, attempt.request(), destination);
        Call call = new Call(exchange, attempt, destination, lane);
        Signer signer = signing.signerOf(destination);
        return signer == null ? call(call, head) : sign(signer, call, head).flatMap(signed -> call(call, signed));
    }

    /** Comes on the client's loop, where the clocks are set. */
    private static Mono<HttpHeaders> sign(Signer signer, Call call, HttpHeaders head) {
        Signing.requireSignable(signer, call.attempt().request());
        return Signing.sign(signer, call.method(), call.destination(), head, call.bytes())
                .publishOn(Schedulers.fromExecutorService(call.loop()));
    }

    /** What is called, and how its answer is to come back. */
    private record Call(ServerWebExchange exchange, Attempt attempt, Destination destination, Lane lane) {

        String method() {
            return exchange.getRequest().getMethod().name();
        }

        EventLoop loop() {
            return LoopClients.loopOf(exchange.getRequest());
        }

        /** The body as it goes out. */
        byte[] bytes() {
            return destination.body(attempt.request());
        }
    }

    private Mono<Ready> call(Call it, HttpHeaders head) {
        EventLoop loop = it.loop();
        Settings.Timeouts timeouts = it.attempt().timeouts();
        Sinks.One<Ready> tooLate = Sinks.one();
        Consumer<Failure> late = failure -> tooLate.tryEmitError(failure.asException());
        Clocks clocks = new Clocks(loop, timeouts, it.attempt().ai().since(), late);
        Mono<Ready> answered = client(it.exchange(), timeouts, loop)
                .request(HttpMethod.valueOf(it.method()))
                .uri(it.destination().uri())
                .send((upstream, out) -> write(it, head, upstream, out))
                .responseConnection((response, line) ->
                        begin(passage(it, AnswerHead.of(response), ProviderLine.of(line), clocks), it))
                .singleOrEmpty()
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

    private static Passage passage(Call it, AnswerHead head, ProviderLine line, Clocks clocks) {
        return new Passage(it.exchange(), it.attempt(), it.destination(), head, line, clocks);
    }

    private Mono<Ready> begin(Passage passage, Call it) {
        return passage.beginAtClient(() -> pass(passage, it.lane()));
    }

    /** When the head of the answer cannot be passed on, nobody would read its body. */
    private Mono<Ready> pass(Passage passage, Lane lane) {
        Pick pick = passage.attempt().pick();
        try {
            if (pick != null) {
                pick.headed(passage.status(), passage.head().headers()::get);
            }
            return answers.pass(passage, lane);
        } catch (RuntimeException e) {
            passage.drop();
            throw e;
        }
    }

    private HttpClient client(ServerWebExchange exchange, Settings.Timeouts timeouts, EventLoop loop) {
        Route route = exchange.getAttribute(ServerWebExchangeUtils.GATEWAY_ROUTE_ATTR);
        Object ofRoute = route == null ? null : route.getMetadata().get(RouteMetadataUtils.CONNECT_TIMEOUT_ATTR);
        return clients.on(loop, ofRoute == null ? timeouts.connect().toMillis() : Long.parseLong(ofRoute.toString()));
    }

    private static Publisher<Void> write(Call it, HttpHeaders head, HttpClientRequest upstream, NettyOutbound out) {
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
