package ai.gateway.pools;

import ai.gateway.dialect.Dialects;
import ai.gateway.exchange.AiException;
import ai.gateway.pipeline.AiExchange;
import ai.gateway.pipeline.AiExchanges;
import ai.gateway.pipeline.RequestIds;
import ai.gateway.pipeline.Settings;
import ai.gateway.testing.RawHttp;
import org.springframework.http.server.reactive.ReactorHttpHandlerAdapter;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.adapter.HttpWebHandlerAdapter;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;

import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** Requests as they stand when they have come over a wire and were read. */
final class Asked implements AutoCloseable {

    static final String CHAT = "/v1/chat/completions";

    private final BlockingQueue<One> read = new LinkedBlockingQueue<>();
    private final DisposableServer server;

    /** One request that was read. */
    record One(ServerWebExchange exchange, AiExchange ai) {

        Ask ask() {
            return new Ask(exchange, ai);
        }

        /** The same with another header. */
        Ask with(String header, String value) {
            return new Ask(
                    exchange.mutate()
                            .request(request -> request.header(header, value))
                            .build(),
                    ai);
        }
    }

    Asked() {
        this(Dialected.ALL);
    }

    Asked(Dialects dialects) {
        Settings settings = Pooled.settings("");
        AiExchanges exchanges = new AiExchanges(dialects, () -> settings, new RequestIds(1));
        HttpWebHandlerAdapter handler = new HttpWebHandlerAdapter(exchange -> exchanges
                .read(exchange)
                .doOnNext(ai -> read.add(new One(exchange, ai)))
                .onErrorMap(AiException.class, IllegalStateException::new)
                .then(Mono.defer(exchange.getResponse()::setComplete)));
        server = HttpServer.create()
                .host("127.0.0.1")
                .port(0)
                .handle(new ReactorHttpHandlerAdapter(handler))
                .bindNow(Duration.ofSeconds(30));
    }

    /** @param body single quotes stand for double ones */
    One post(String path, String body, String... headers) {
        RawHttp.post(server.port(), path, body.replace('\'', '"'), headers);
        return read.remove();
    }

    One chat(String text) {
        return post(CHAT, "{'model':'m','messages':[{'role':'user','content':'" + text + "'}]}");
    }

    @Override
    public void close() {
        server.disposeNow();
    }
}
