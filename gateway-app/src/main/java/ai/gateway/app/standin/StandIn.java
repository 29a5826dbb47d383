package ai.gateway.app.standin;

import ai.gateway.app.standin.HttpAnswer.Manner;
import ai.gateway.app.standin.HttpAnswer.Told;
import ai.gateway.app.standin.HttpAnswer.Whole;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelOption;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.Connection;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;
import reactor.netty.resources.LoopResources;

import java.io.ByteArrayOutputStream;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;

/** A running stand-in provider on the loopback address. Close it to stop it. */
public final class StandIn implements AutoCloseable {
    private static final int MOST_BYTES = 32 << 20;

    private final StandInSettings settings;
    private final Router router;
    private final AtomicInteger open = new AtomicInteger();
    private final LoopResources loops = LoopResources.create("stand-in", 1, true);
    private final DisposableServer server;

    private StandIn(StandInSettings settings, Clock clock) {
        this.settings = settings;
        this.router = new Router(settings, new Script(settings.answerSize(), clock));
        this.server = HttpServer.create()
                .host("127.0.0.1")
                .port(settings.port())
                .runOn(loops)
                .handle((request, response) -> handle(request, response))
                .bindNow();
    }

    public static StandIn start(StandInSettings settings) {
        return start(settings, Clock.systemUTC());
    }

    /** The clock only dates the answers. */
    static StandIn start(StandInSettings settings, Clock clock) {
        return new StandIn(settings, clock);
    }

    public int port() {
        return server.port();
    }

    /** Scheme, host and port, without a path. */
    public String baseUrl() {
        return "http://127.0.0.1:" + port();
    }

    /** How many requests are being answered just now. */
    public int open() {
        return open.get();
    }

    /** Waits until the process is asked to stop. */
    void await() {
        server.onDispose().toFuture().join();
    }

    @Override
    public void close() {
        server.disposeNow();
        loops.dispose();
    }

    private Mono<Void> handle(HttpServerRequest request, HttpServerResponse response) {
        open.incrementAndGet();
        return call(request).flatMap(call -> send(answer(call), response)).doFinally(ended -> open.decrementAndGet());
    }

    /** A body that is too large is read to its end and forgotten, so that the client gets to see the refusal. */
    private static Mono<HttpCall> call(HttpServerRequest request) {
        return request.receive()
                .asByteArray()
                .collect(ByteArrayOutputStream::new, (body, bytes) -> {
                    if (body.size() <= MOST_BYTES) {
                        body.writeBytes(bytes);
                    }
                })
                .map(body -> new HttpCall(
                        request.method().name(), request.uri(), request.requestHeaders(), body.toByteArray()));
    }

    private HttpAnswer answer(HttpCall call) {
        return call.body().length > MOST_BYTES
                ? router.refused(call, new Refusal(413, "The body is too large."), Manner.PLAIN)
                : router.answer(call);
    }

    private Mono<Void> send(HttpAnswer answer, HttpServerResponse response) {
        response.header("content-type", answer.type());
        answer.headers().forEach(response::header);
        Mono<Void> sent = answer instanceof Told told ? tell(told, response) : whole((Whole) answer, response);
        Duration first = answer.manner().first();
        return first.isZero() ? sent : Mono.delay(first).then(sent);
    }

    private static Mono<Void> whole(Whole whole, HttpServerResponse response) {
        byte[] body = whole.body();
        response.status(whole.status()).header("content-length", Integer.toString(body.length));
        if (!whole.manner().breaks()) {
            return response.sendObject(Unpooled.wrappedBuffer(body)).then();
        }
        byte[] half = Arrays.copyOf(body, body.length / 2);
        return response.send(Flux.just(Unpooled.wrappedBuffer(half)), StandIn::each)
                .then()
                .then(reset(response));
    }

    private Mono<Void> tell(Told told, HttpServerResponse response) {
        Manner manner = told.manner();
        Flux<byte[]> frames = manner.breaks() ? told.frames().take(manner.breakAfter()) : told.frames();
        boolean paced = !manner.between().isZero();
        if (paced) {
            frames = frames.delayElements(manner.between());
        }
        boolean flush = paced || settings.flushEach() || manner.breaks();
        Flux<ByteBuf> buffers = frames.map(Unpooled::wrappedBuffer);
        Mono<Void> sent = (flush ? response.send(buffers, StandIn::each) : response.send(buffers)).then();
        return manner.breaks() ? sent.then(reset(response)) : sent;
    }

    /** Which buffers are flushed at once. */
    private static boolean each(ByteBuf buffer) {
        return buffer.isReadable();
    }

    /** Ends the connection as a crash would: with a reset in place of a goodbye. */
    private static Mono<Void> reset(HttpServerResponse response) {
        return Mono.defer(() -> {
            response.withConnection(StandIn::reset);
            return Mono.never();
        });
    }

    @SuppressWarnings("FutureReturnValueIgnored") // nobody is left to be told
    private static void reset(Connection connection) {
        connection.channel().config().setOption(ChannelOption.SO_LINGER, 0);
        connection.channel().close();
    }
}
