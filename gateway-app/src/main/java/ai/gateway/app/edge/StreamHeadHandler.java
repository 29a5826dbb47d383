package ai.gateway.app.edge;

import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http2.DefaultHttp2ResetFrame;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.handler.codec.http2.Http2HeadersFrame;

/**
 * Resets streams whose request says not where to. Netty would do so too, but not without losing a buffer each time
 * ({@code HttpConversionUtil.toFullHttpRequest}), and so a client could use up our memory.
 */
@Sharable
@SuppressWarnings("FutureReturnValueIgnored") // a write that fails leaves a closed channel
final class StreamHeadHandler extends ChannelInboundHandlerAdapter {

    static final StreamHeadHandler INSTANCE = new StreamHeadHandler();

    private StreamHeadHandler() {}

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object msg) {
        if (msg instanceof Http2HeadersFrame head && leadsNowhere(head.headers())) {
            ctx.writeAndFlush(new DefaultHttp2ResetFrame(Http2Error.PROTOCOL_ERROR).stream(head.stream()));
        } else {
            ctx.fireChannelRead(msg);
        }
    }

    /** What has no method are trailers. */
    private static boolean leadsNowhere(Http2Headers head) {
        CharSequence method = head.method();
        if (method == null) {
            return false;
        }
        return HttpMethod.CONNECT.asciiName().contentEqualsIgnoreCase(method)
                ? head.authority() == null
                : head.path() == null;
    }
}
