package ai.gateway.app.faults;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.codec.http2.DefaultHttp2DataFrame;
import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.DefaultHttp2HeadersFrame;
import io.netty.handler.codec.http2.DefaultHttp2ResetFrame;
import io.netty.handler.codec.http2.DefaultHttp2WindowUpdateFrame;
import io.netty.handler.codec.http2.Http2ChannelDuplexHandler;
import io.netty.handler.codec.http2.Http2DataFrame;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2FrameCodecBuilder;
import io.netty.handler.codec.http2.Http2FrameStream;
import io.netty.handler.codec.http2.Http2GoAwayFrame;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.handler.codec.http2.Http2HeadersFrame;
import io.netty.handler.codec.http2.Http2ResetFrame;
import io.netty.handler.codec.http2.Http2Settings;
import io.netty.handler.ssl.ApplicationProtocolConfig;
import io.netty.handler.ssl.ApplicationProtocolConfig.Protocol;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectedListenerFailureBehavior;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectorFailureBehavior;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.util.InsecureTrustManagerFactory;
import io.netty.util.ReferenceCountUtil;
import reactor.netty.resources.LoopResources;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.SSLException;

/** One HTTP/2 connection that hides nothing: how each of its streams ends, and what the others do meanwhile. */
final class H2Client implements AutoCloseable {

    private static final LoopResources LOOPS = LoopResources.create("h2-client", 1, true);

    private final Map<Http2FrameStream, H2Stream> streams = new ConcurrentHashMap<>();
    private final Map<Http2FrameStream, Boolean> stalled = new ConcurrentHashMap<>();
    private final Frames frames = new Frames();
    private final Channel channel;
    private volatile boolean sentAway;

    /** @param window how many bytes of a stream may be under way before the client has taken them */
    private H2Client(int port, boolean tls, int window) {
        EventLoopGroup group = LOOPS.onClient(false);
        channel = new Bootstrap()
                .group(group)
                .channelFactory(() -> LOOPS.onChannel(SocketChannel.class, group))
                .handler(new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(Channel made) throws SSLException {
                        if (tls) {
                            made.pipeline().addLast(tls().newHandler(made.alloc()));
                        }
                        made.pipeline()
                                .addLast(
                                        Http2FrameCodecBuilder.forClient()
                                                .initialSettings(new Http2Settings().initialWindowSize(window))
                                                .build(),
                                        frames);
                    }
                })
                .connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port))
                .syncUninterruptibly()
                .channel();
    }

    static H2Client connect(int port, boolean tls) {
        return connect(port, tls, 65_535);
    }

    static H2Client connect(int port, boolean tls, int window) {
        return new H2Client(port, tls, window);
    }

    private static io.netty.handler.ssl.SslContext tls() throws SSLException {
        return SslContextBuilder.forClient()
                .trustManager(InsecureTrustManagerFactory.INSTANCE)
                .endpointIdentificationAlgorithm(null)
                .applicationProtocolConfig(new ApplicationProtocolConfig(
                        Protocol.ALPN,
                        SelectorFailureBehavior.NO_ADVERTISE,
                        SelectedListenerFailureBehavior.ACCEPT,
                        "h2"))
                .build();
    }

    H2Stream post(String path, String json) {
        return post(path, json, json.length(), false);
    }

    /** One whose client takes nothing: no byte gives it more room. */
    H2Stream postWithoutReading(String path, String json) {
        return post(path, json, json.length(), true);
    }

    /** The head and so many bytes of the body, without an end where that is not all. */
    H2Stream post(String path, String json, int bytes) {
        return post(path, json, bytes, false);
    }

    private H2Stream post(String path, String json, int bytes, boolean stall) {
        Http2FrameStream stream = frames.newStream();
        H2Stream answer =
                new H2Stream(() -> channel.writeAndFlush(new DefaultHttp2ResetFrame(Http2Error.CANCEL).stream(stream)));
        streams.put(stream, answer);
        if (stall) {
            stalled.put(stream, true);
        }
        Http2Headers head = new DefaultHttp2Headers()
                .method("POST")
                .scheme("http")
                .authority("127.0.0.1")
                .path(path)
                .add("content-type", "application/json");
        byte[] body = json.substring(0, bytes).getBytes(StandardCharsets.US_ASCII);
        channel.eventLoop().execute(() -> {
            channel.write(new DefaultHttp2HeadersFrame(head, false).stream(stream));
            channel.writeAndFlush(
                    new DefaultHttp2DataFrame(Unpooled.wrappedBuffer(body), bytes == json.length()).stream(stream));
        });
        return answer;
    }

    /** Whether the connection is there and was not told to end. */
    boolean isWell() {
        return channel.isActive() && !sentAway;
    }

    @Override
    public void close() {
        channel.close().syncUninterruptibly();
    }

    private final class Frames extends Http2ChannelDuplexHandler {

        @Override
        public void channelRead(ChannelHandlerContext context, Object frame) {
            try {
                read(context, frame);
            } finally {
                ReferenceCountUtil.release(frame);
            }
        }

        private void read(ChannelHandlerContext context, Object frame) {
            if (frame instanceof Http2HeadersFrame head) {
                H2Stream answer = streams.get(head.stream());
                answer.head(head.headers());
                end(answer, head.isEndStream());
            } else if (frame instanceof Http2DataFrame data) {
                H2Stream answer = streams.get(data.stream());
                answer.data(ByteBufUtil.getBytes(data.content()));
                if (!stalled.containsKey(data.stream())) {
                    context.writeAndFlush(
                            new DefaultHttp2WindowUpdateFrame(data.initialFlowControlledBytes()).stream(data.stream()));
                }
                end(answer, data.isEndStream());
            } else if (frame instanceof Http2ResetFrame reset) {
                streams.get(reset.stream()).ended(H2Stream.End.RESET, reset.errorCode());
            } else if (frame instanceof Http2GoAwayFrame) {
                sentAway = true;
            }
        }

        private static void end(H2Stream answer, boolean ended) {
            if (ended) {
                answer.ended(H2Stream.End.CLEAN, 0);
            }
        }

        @Override
        public void channelInactive(ChannelHandlerContext context) {
            streams.values().forEach(answer -> answer.ended(H2Stream.End.CONNECTION, 0));
        }
    }
}
