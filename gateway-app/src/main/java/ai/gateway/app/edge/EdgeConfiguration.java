package ai.gateway.app.edge;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.reactor.netty.NettyReactiveWebServerFactory;
import org.springframework.boot.web.server.Http2;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.server.autoconfigure.ServerProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import reactor.core.publisher.Mono;
import reactor.netty.Connection;
import reactor.netty.NettyPipeline;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;

import java.util.concurrent.atomic.AtomicInteger;

/** Puts the edge in front of the application's server. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty(prefix = "ai.gateway.edge", name = "enabled", matchIfMissing = true)
@EnableConfigurationProperties(EdgeProperties.class)
@SuppressWarnings("FutureReturnValueIgnored") // a close or write that fails leaves a closed channel
class EdgeConfiguration {

    private static final String NAME = "ai.gateway.edge.";

    /** Last in line: Spring Boot's own customizer sets HTTP/2 up as a whole, and would undo what is set before it. */
    @Bean
    @Order(Ordered.LOWEST_PRECEDENCE)
    WebServerFactoryCustomizer<NettyReactiveWebServerFactory> strictEdge(EdgeProperties edge, ServerProperties server) {
        HeadRules rules = new HeadRules(edge);
        AtomicInteger connections = new AtomicInteger();
        long headerBytes = server.getMaxHttpRequestHeaderSize().toBytes();
        return factory -> factory.addServerCustomizers(http -> {
            boolean idleTimeoutSet = http.configuration().idleTimeout() != null;
            HttpServer guarded = (idleTimeoutSet ? http : http.idleTimeout(edge.keepAliveTimeout()))
                    .doOnChannelInit((observer, channel, address) -> {
                        if (admit(channel, connections, edge.maxConnections())) {
                            guard(channel.pipeline(), edge, rules);
                        }
                    });
            Http2 http2 = factory.getHttp2();
            return http2 != null && http2.isEnabled() ? guardHttp2(guarded, edge, rules, headerBytes) : guarded;
        });
    }

    private static boolean admit(Channel channel, AtomicInteger connections, int most) {
        channel.closeFuture().addListener(closed -> connections.decrementAndGet());
        if (connections.incrementAndGet() > most) {
            // Not before the server has finished to set the channel up.
            channel.eventLoop().execute(channel::close);
            return false;
        }
        return true;
    }

    private static void guard(ChannelPipeline pipeline, EdgeProperties edge, HeadRules rules) {
        pipeline.addFirst(NAME + "stalledReader", new StalledReaderHandler(edge));
        if (!surroundCodec(pipeline, edge, rules) && pipeline.get(NettyPipeline.H2OrHttp11Codec) != null) {
            pipeline.addAfter(NettyPipeline.H2OrHttp11Codec, NAME + "negotiated", new ChannelInboundHandlerAdapter() {
                @Override
                public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
                    if (event instanceof SslHandshakeCompletionEvent) {
                        if (ctx.pipeline().get(NettyPipeline.H2MultiplexHandler) != null) {
                            ctx.pipeline()
                                    .addBefore(
                                            NettyPipeline.H2MultiplexHandler,
                                            NAME + "streams",
                                            StreamHeadHandler.INSTANCE);
                        }
                        surroundCodec(ctx.pipeline(), edge, rules);
                        ctx.pipeline().remove(this);
                    }
                    ctx.fireUserEventTriggered(event);
                }
            });
        }
    }

    private static boolean surroundCodec(ChannelPipeline pipeline, EdgeProperties edge, HeadRules rules) {
        ChannelHandlerContext codec = pipeline.context(HttpServerCodec.class);
        if (codec == null) {
            return false;
        }
        MessageScanner scanner = new MessageScanner();
        StrictHttpHandler strict = new StrictHttpHandler(rules, scanner);
        pipeline.addAfter(codec.name(), NAME + "strict", strict);
        if (pipeline.get(NettyPipeline.H2CUpgradeHandler) != null) {
            pipeline.addAfter(NAME + "strict", NAME + "streams", StreamHeadHandler.INSTANCE);
        }
        pipeline.addBefore(codec.name(), NAME + "bytes", new HeadBytesHandler(edge, scanner, strict));
        return true;
    }

    /** Netty bounds resets (200 in 30 seconds), CONTINUATION and empty frames and queued answers, but not streams. */
    private static HttpServer guardHttp2(HttpServer http, EdgeProperties edge, HeadRules rules, long headerBytes) {
        return http.http2Settings(settings ->
                        settings.maxConcurrentStreams(edge.http2MaxStreams()).maxHeaderListSize(headerBytes))
                .mapHandle((answer, stream) -> checkStream(answer, stream, rules));
    }

    private static Mono<Void> checkStream(Mono<Void> answer, Connection stream, HeadRules rules) {
        if (!(stream instanceof HttpServerRequest request)
                || !(stream instanceof HttpServerResponse response)
                || request.version().majorVersion() < 2) {
            return answer;
        }
        Rejection flaw = rules.checkStream(request.uri(), request.requestHeaders());
        if (flaw == null) {
            return answer;
        }
        return response.status(flaw.status())
                .header(HttpHeaderNames.CONTENT_TYPE, HttpHeaderValues.APPLICATION_JSON)
                .sendString(Mono.just(flaw.json()))
                .then();
    }
}
