package ai.gateway.pipeline;

import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import reactor.netty.http.HttpResources;
import reactor.netty.http.client.HttpClient;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.resources.LoopResources;

import java.util.concurrent.ConcurrentHashMap;

/**
 * The gateway's own {@link HttpClient}, once for each event loop: a request's provider connection then lives on the loop
 * of its client connection, and no byte crosses threads. Reactor Netty keeps its connection pools apart by loop resources,
 * so each loop has a pool of its own; where the pool is limited ({@code fixed}), that would multiply the limit, and the
 * client is used as it is.
 */
final class LoopClients {

    private final HttpClient shared;
    private final boolean apart;
    private final ConcurrentHashMap<Key, HttpClient> known = new ConcurrentHashMap<>();

    private record Key(EventLoop loop, long connectMillis) {}

    LoopClients(HttpClient shared, boolean poolIsLimited) {
        this.shared = shared;
        this.apart = !poolIsLimited && shared.configuration().loopResources() == HttpResources.get();
    }

    /** @param connectMillis how long a new connection may take */
    HttpClient on(EventLoop loop, long connectMillis) {
        Key key = new Key(loop, connectMillis);
        HttpClient client = known.get(key);
        return client != null ? client : known.computeIfAbsent(key, this::client);
    }

    private HttpClient client(Key key) {
        HttpClient timed = shared.option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int) key.connectMillis());
        return apart ? timed.runOn(new OneLoop(key.loop(), HttpResources.get())) : timed;
    }

    static EventLoop loopOf(ServerHttpRequest request) {
        return channelOf(request).eventLoop();
    }

    /** The client's connection, or its stream of one. */
    static Channel channelOf(ServerHttpRequest request) {
        HttpServerRequest server = ServerHttpRequestDecorator.getNativeRequest(request);
        Channel[] channel = new Channel[1];
        server.withConnection(connection -> channel[0] = connection.channel());
        return channel[0];
    }

    /** Gives everybody the same loop; channels are made as the shared resources make them for it. */
    private record OneLoop(EventLoop loop, LoopResources shared) implements LoopResources {

        @Override
        public EventLoopGroup onServer(boolean useNative) {
            return loop;
        }

        @Override
        public <C extends Channel> C onChannel(Class<C> type, EventLoopGroup group) {
            return shared.onChannel(type, shared.onClient(LoopResources.hasNativeSupport()));
        }

        @Override
        public <C extends Channel> Class<? extends C> onChannelClass(Class<C> type, EventLoopGroup group) {
            return shared.onChannelClass(type, shared.onClient(LoopResources.hasNativeSupport()));
        }
    }
}
