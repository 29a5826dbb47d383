package ai.gateway.app.edge;

import ai.gateway.app.edge.ReadClock.Awaited;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http2.CleartextHttp2ServerUpgradeHandler.PriorKnowledgeUpgradeEvent;
import io.netty.util.ReferenceCountUtil;

/** In front of the codec: shows each byte to the scanner before the codec gets it, and keeps the read clock. */
@SuppressWarnings("FutureReturnValueIgnored") // a close or write that fails leaves a closed channel
final class HeadBytesHandler extends ChannelDuplexHandler {

    private final EdgeProperties limits;
    private final MessageScanner scanner;
    private final StrictHttpHandler strict;
    private ReadClock clock;

    @SuppressWarnings("NullAway.Init") // handlerAdded is called before anything else
    HeadBytesHandler(EdgeProperties limits, MessageScanner scanner, StrictHttpHandler strict) {
        this.limits = limits;
        this.scanner = scanner;
        this.strict = strict;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        clock = new ReadClock(ctx, limits, missed -> late(ctx, missed));
        clock.await(Awaited.FIRST_HEAD);
        // Reactor Netty has asked for its first read while it built the pipeline.
        clock.readBegins();
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext ctx) {
        clock.stop();
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        clock.stop();
        ctx.fireChannelInactive();
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object msg) {
        if (strict.hasRejected()) {
            ReferenceCountUtil.release(msg);
        } else if (!(msg instanceof ByteBuf in) || scanner.retired()) {
            ctx.fireChannelRead(msg);
        } else {
            clock.readEnds();
            clock.received(in.readableBytes());
            try {
                feed(ctx, in);
            } catch (Rejection why) {
                in.release();
                strict.reject(why);
            }
            clock.await(awaited());
        }
    }

    /** Gives the codec one head, one body at a time: what comes behind a head can be scanned when the codec has read it. */
    private void feed(ChannelHandlerContext ctx, ByteBuf in) {
        int at = scanner.scan(in, in.readerIndex());
        while (at < in.writerIndex()) {
            ctx.fireChannelRead(in.readRetainedSlice(at - in.readerIndex()));
            if (strict.hasRejected()) {
                in.release();
                return;
            }
            if (scanner.atHeadEnd()) {
                throw Rejection.of(new IllegalStateException("the codec sees no end of the head"));
            }
            at = scanner.scan(in, at);
        }
        ctx.fireChannelRead(in);
    }

    private Awaited awaited() {
        if (strict.hasRejected() || scanner.retired() || scanner.idle()) {
            return Awaited.NOTHING;
        }
        return scanner.inHead() ? Awaited.HEAD : Awaited.BODY;
    }

    @Override
    public void read(ChannelHandlerContext ctx) {
        clock.readBegins();
        ctx.read();
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (event instanceof PriorKnowledgeUpgradeEvent) {
            scanner.retire();
            clock.stop();
        }
        ctx.fireUserEventTriggered(event);
    }

    private void late(ChannelHandlerContext ctx, Awaited missed) {
        if (scanner.retired() || strict.hasRejected()) {
            return;
        }
        if (missed == Awaited.FIRST_HEAD) {
            // Browsers open connections that they may need later: there is no request to answer.
            ctx.close();
        } else {
            strict.reject(Rejection.tooSlow(missed == Awaited.HEAD ? "head of the request" : "body of the request"));
        }
    }
}
