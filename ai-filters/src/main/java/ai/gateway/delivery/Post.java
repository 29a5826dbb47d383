package ai.gateway.delivery;

import ai.gateway.reach.Endpoint;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelOption;
import io.netty.handler.codec.http.HttpHeaders;
import reactor.core.publisher.Mono;
import reactor.netty.http.client.HttpClient;
import reactor.netty.resources.ConnectionProvider;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.function.Consumer;

/** Sends a body to one address, on a connection of its own, and looks at nothing but the status of the answer. */
public class Post {

    private static final int CONNECT_MILLIS = 2_000;

    private final HttpClient client;
    private final Duration patience;

    /** @param patience for all of it */
    Post(Duration patience) {
        this(
                HttpClient.create(ConnectionProvider.newConnection())
                        .noProxy() // the address is the one that was looked at
                        .followRedirect(false)
                        .disableRetry(true)
                        .keepAlive(false)
                        .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, CONNECT_MILLIS),
                patience);
    }

    Post(HttpClient client, Duration patience) {
        this.client = client;
        this.patience = patience;
    }

    Mono<Integer> send(InetSocketAddress to, Endpoint endpoint, Consumer<HttpHeaders> headers, byte[] body) {
        HttpClient there = client.remoteAddress(() -> to).headers(headers);
        return (endpoint.secure() ? there.secure() : there)
                .post()
                .uri(endpoint.target())
                .send(Mono.fromSupplier(() -> Unpooled.wrappedBuffer(body)))
                .response()
                .map(response -> response.status().code())
                .timeout(patience);
    }
}
