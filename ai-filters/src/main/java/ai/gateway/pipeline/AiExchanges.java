package ai.gateway.pipeline;

import ai.gateway.dialect.Dialect;
import ai.gateway.dialect.Dialects;
import ai.gateway.dialect.Head;
import ai.gateway.dialect.Paths;
import ai.gateway.exchange.AiException;
import ai.gateway.exchange.Call;
import io.netty.channel.EventLoop;
import org.jspecify.annotations.Nullable;
import org.springframework.cloud.gateway.support.ServerWebExchangeUtils;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;

/** Finds the {@link AiExchange} of a request, or begins it; reads its body once, whoever asks first. */
public final class AiExchanges {

    private static final Clock CLOCK = Clock.systemUTC();

    private final Dialects dialects;
    private final Supplier<Settings> settings;
    private final RequestIds ids;
    private final List<Witness> witnesses;

    public AiExchanges(Dialects dialects, Supplier<Settings> settings, RequestIds ids) {
        this(dialects, settings, ids, List.of());
    }

    /** @param witnesses who wants to know of exchanges that are over */
    public AiExchanges(Dialects dialects, Supplier<Settings> settings, RequestIds ids, List<Witness> witnesses) {
        this.dialects = dialects;
        this.settings = settings;
        this.ids = ids;
        this.witnesses = List.copyOf(witnesses);
    }

    Dialects dialects() {
        return dialects;
    }

    public AiExchange of(ServerWebExchange exchange) {
        AiExchange known = AiExchange.find(exchange);
        return known != null ? known : begin(exchange);
    }

    /** The exchange with its request read. Fails with an {@link AiException} when the body is too large. */
    public Mono<AiExchange> read(ServerWebExchange exchange) {
        AiExchange ai = of(exchange);
        if (ai.isRead()) {
            return Mono.just(ai);
        }
        AiException refused = ai.refused();
        if (refused != null) {
            return Mono.error(refused);
        }
        ai.readFrom(BareRequest.under(exchange.getRequest()));
        return RequestReader.read(exchange.getRequest(), ai)
                .map(body -> {
                    ai.read(body);
                    return ai;
                })
                .doOnError(AiException.class, ai::refuse);
    }

    /** The exchange with its request read, and the body there again for the filters that follow. */
    public Mono<ServerWebExchange> readFor(ServerWebExchange exchange) {
        AiExchange known = of(exchange);
        boolean replaced = known.isRead() && isReplaced(exchange.getRequest(), known);
        return Now.map(replaced ? readAsItIs(exchange) : read(exchange), ai -> {
            ServerHttpRequest replayed = ReplayedRequest.of(exchange.getRequest(), ai);
            return replayed == exchange.getRequest()
                    ? exchange
                    : exchange.mutate().request(replayed).build();
        });
    }

    /** The same, on the loop of the client's connection, which is where exchanges live; at once where it comes there. */
    public <T> Mono<T> home(ServerWebExchange exchange, Mono<T> somewhere) {
        EventLoop loop = LoopClients.loopOf(exchange.getRequest());
        if (Now.is(somewhere) && loop.inEventLoop()) {
            return somewhere;
        }
        return somewhere
                .flatMap(value -> home(loop, Mono.just(value)))
                .onErrorResume(error -> home(loop, Mono.error(error)));
    }

    private static <T> Mono<T> home(EventLoop loop, Mono<T> known) {
        return loop.inEventLoop() ? known : known.publishOn(Schedulers.fromExecutorService(loop));
    }

    /** The same in a predicate, which cannot pass a changed exchange on: the gateway itself hands the request on. */
    public Mono<AiExchange> readInPredicate(ServerWebExchange exchange) {
        return read(exchange).doOnNext(ai -> {
            ServerHttpRequest replayed = ReplayedRequest.of(exchange.getRequest(), ai);
            if (replayed != exchange.getRequest()) {
                exchange.getAttributes()
                        .put(ServerWebExchangeUtils.CACHED_SERVER_HTTP_REQUEST_DECORATOR_ATTR, replayed);
            }
        });
    }

    /** Reads the body again where a filter of the route put another one before us. */
    Mono<AiExchange> readAsItIs(ServerWebExchange exchange) {
        AiExchange ai = of(exchange);
        if (!ai.isRead()
                || ReplayedRequest.isOf(exchange.getRequest(), ai)
                || !ai.request().isBuffered()) {
            return read(exchange);
        }
        return RequestReader.read(exchange.getRequest(), ai).map(body -> {
            if (!Arrays.equals(body.bytes(), ai.request().bytes())) {
                ai.read(body);
            }
            return ai;
        });
    }

    /**
     * Whether a filter between two of ours has put another body before us. Not so when the gateway runs the filters anew
     * for a retry: there the request is the one that we have read, or a copy of it with other headers.
     */
    private static boolean isReplaced(ServerHttpRequest request, AiExchange ai) {
        ServerHttpRequest own = BareRequest.under(request);
        return own instanceof ServerHttpRequestDecorator && !ReplayedRequest.isOf(own, ai) && !ai.wasReadFrom(own);
    }

    private AiExchange begin(ServerWebExchange exchange) {
        ServerHttpRequest request = exchange.getRequest();
        Call recognised = dialects.recognise(
                new RequestHead(request, Paths.plain(request.getURI().getRawPath())));
        Call call = recognised != null
                ? recognised
                : UnknownCall.of(request.getURI().getRawPath());
        Dialect dialect = dialects.of(call);
        AiExchange begun = new AiExchange(ids.next(), settings.get(), dialect, recognised, call);
        if (!witnesses.isEmpty()) {
            begun.keep(new Chronicle(witnesses, exchange, CLOCK.millis()));
        }
        exchange.getAttributes().put(AiExchange.ATTRIBUTE, begun);
        return begun;
    }

    /** @param path so that nobody gets by us by writing a letter as a percent escape */
    private record RequestHead(ServerHttpRequest request, String path) implements Head {

        @Override
        public String method() {
            return request.getMethod().name();
        }

        @Override
        public @Nullable String header(String name) {
            return request.getHeaders().getFirst(name);
        }
    }
}
