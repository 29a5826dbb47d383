package ai.gateway.app.mask;

import ai.gateway.wire.Json;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;

import java.util.function.BiFunction;

/** A provider that reads what it is asked, and answers in pieces of its choice, each of them by itself on the wire. */
final class EchoUpstream implements AutoCloseable {

    /**
     * An answer.
     *
     * @param cuts where the body is cut
     */
    record Told(String contentType, byte[] body, int... cuts) {

        /** Whether it is one of no dialect in particular, as for what is no chat. */
        boolean isList() {
            return contentType.equals("application/json")
                    && Json.parse(body).get("object").is("list");
        }
    }

    private final DisposableServer server;
    private volatile BiFunction<String, byte[], Told> model = (path, body) -> new Told("text/plain", new byte[0]);

    private EchoUpstream() {
        server = HttpServer.create()
                .host("127.0.0.1")
                .port(0)
                .handle(this::answer)
                .bindNow();
    }

    static EchoUpstream start() {
        return new EchoUpstream();
    }

    int port() {
        return server.port();
    }

    /** @param model is shown the path and the body */
    void answers(BiFunction<String, byte[], Told> model) {
        this.model = model;
    }

    private Mono<Void> answer(HttpServerRequest request, HttpServerResponse response) {
        return request.receive()
                .aggregate()
                .asByteArray()
                .defaultIfEmpty(new byte[0])
                .flatMap(body -> {
                    Told told = model.apply(request.uri(), body);
                    return response.header("Content-Type", told.contentType())
                            .send(pieces(told), flushed -> true)
                            .then();
                });
    }

    private static Flux<ByteBuf> pieces(Told told) {
        return Flux.range(0, told.cuts().length + 1).map(i -> {
            int from = i == 0 ? 0 : told.cuts()[i - 1];
            int to = i == told.cuts().length ? told.body().length : told.cuts()[i];
            return Unpooled.wrappedBuffer(told.body(), from, to - from);
        });
    }

    @Override
    public void close() {
        server.disposeNow();
    }
}
