package ai.gateway.app.edge;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

import java.util.concurrent.TimeUnit;

/** Cuts a client that takes no byte of an answer although more than a full write buffer is ready for it. */
@SuppressWarnings("FutureReturnValueIgnored") // a close or write that fails leaves a closed channel
final class StalledReaderHandler extends ChannelInboundHandlerAdapter {

    private final long timeoutMillis;
    private @Nullable Future<?> check;
    private long seen;

    StalledReaderHandler(EdgeProperties properties) {
        this.timeoutMillis = properties.stalledReaderTimeout().toMillis();
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext ctx) {
        if (!ctx.channel().isWritable() && check == null) {
            schedule(ctx);
        }
        ctx.fireChannelWritabilityChanged();
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        if (check != null) {
            check.cancel(false);
        }
        ctx.fireChannelInactive();
    }

    private void schedule(ChannelHandlerContext ctx) {
        seen = position(ctx);
        check = ctx.executor().schedule(() -> check(ctx), timeoutMillis, TimeUnit.MILLISECONDS);
    }

    private void check(ChannelHandlerContext ctx) {
        check = null;
        if (ctx.channel().isWritable()) {
            return;
        }
        if (position(ctx) == seen) {
            ctx.close();
        } else {
            schedule(ctx);
        }
    }

    /** Which message is being written, and how much of it has been: it stays the same while nothing is taken. */
    private static long position(ChannelHandlerContext ctx) {
        ChannelOutboundBuffer buffer = ctx.channel().unsafe().outboundBuffer();
        if (buffer == null) {
            return -1;
        }
        return ((long) System.identityHashCode(buffer.current()) << 32) ^ buffer.currentProgress();
    }
}
