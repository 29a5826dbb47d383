package ai.gateway.app.edge;

import io.netty.buffer.ByteBufUtil;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.DefaultLastHttpContent;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import org.jspecify.annotations.Nullable;

/**
 * Behind the codec: lets good requests pass, and gives every refusal its body.
 *
 * <p>To refuse, it sends a message with a failed decoder result on. Reactor Netty then answers in turn, behind earlier
 * requests of the connection, with an empty response, and closes; on its way out that response is filled here.
 */
@SuppressWarnings("FutureReturnValueIgnored") // a close or write that fails leaves a closed channel
final class StrictHttpHandler extends ChannelDuplexHandler {

    private final HeadRules rules;
    private final MessageScanner scanner;
    private final HeldRequest held = new HeldRequest();
    private @Nullable ChannelHandlerContext context;
    private @Nullable Rejection rejection;
    private boolean inBody;
    private boolean answering;
    private int unanswered;

    StrictHttpHandler(HeadRules rules, MessageScanner scanner) {
        this.rules = rules;
        this.scanner = scanner;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        context = ctx;
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext ctx) {
        held.discard();
    }

    boolean hasRejected() {
        return rejection != null;
    }

    /** Refuses the request that is being read. Nothing more is read from the connection. */
    void reject(Rejection why) {
        ChannelHandlerContext ctx = context;
        if (ctx == null || rejection != null) {
            return;
        }
        rejection = why;
        boolean begun = inBody && !held.holds();
        held.discard();
        if (!begun) {
            ctx.fireChannelRead(unreadable(new DefaultHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.GET, "/"), why));
        } else if (answering || unanswered > 1) {
            // Too late for an answer of its own: only a cut says that this one is not whole.
            ctx.close();
        } else {
            ctx.fireChannelRead(unreadable(new DefaultLastHttpContent(), why));
        }
    }

    private static <T extends HttpObject> T unreadable(T message, Rejection why) {
        message.setDecoderResult(DecoderResult.failure(why));
        return message;
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object msg) {
        if (rejection != null) {
            ReferenceCountUtil.release(msg);
        } else if (msg instanceof HttpObject message && message.decoderResult().isFailure()) {
            ReferenceCountUtil.release(msg);
            if (ctx.channel().isActive()) {
                reject(Rejection.of(message.decoderResult().cause()));
            }
        } else if (msg instanceof HttpRequest request) {
            head(ctx, request);
        } else if (msg instanceof HttpContent content) {
            body(ctx, content);
        } else {
            ctx.fireChannelRead(msg);
        }
    }

    private void head(ChannelHandlerContext ctx, HttpRequest request) {
        Rejection flaw = rules.check(request);
        if (flaw != null) {
            ReferenceCountUtil.release(request);
            reject(flaw);
            return;
        }
        boolean chunked = request.headers().contains(HttpHeaderNames.TRANSFER_ENCODING);
        long length = chunked ? MessageScanner.CHUNKED : HttpUtil.getContentLength(request, 0L);
        scanner.body(length);
        inBody = true;
        // A client that waits for "100 Continue" sends no chunk before the request has passed.
        if (chunked && !request.headers().contains(HttpHeaderNames.EXPECT)) {
            held.hold(request);
        } else {
            unanswered++;
            ctx.fireChannelRead(request);
        }
    }

    private void body(ChannelHandlerContext ctx, HttpContent content) {
        boolean last = content instanceof LastHttpContent;
        if (!held.holds()) {
            inBody = !last;
            ctx.fireChannelRead(content);
            return;
        }
        held.hold(content);
        if (last || held.full()) {
            pass(ctx);
        }
        inBody = !last;
    }

    private void pass(ChannelHandlerContext ctx) {
        unanswered++;
        held.release(ctx);
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
        if (held.hasBody()) {
            pass(ctx);
        }
        ctx.fireChannelReadComplete();
        if (held.holds()) {
            // Nobody behind this handler knows that there is a request to read on for.
            ctx.read();
        }
    }

    @Override
    public void write(ChannelHandlerContext ctx, Object msg, ChannelPromise promise) {
        if (msg instanceof HttpResponse response) {
            if (rejection != null && isRefusal(response)) {
                ReferenceCountUtil.release(msg);
                ctx.write(answer(ctx, rejection), promise);
                return;
            }
            if (response.status().equals(HttpResponseStatus.SWITCHING_PROTOCOLS)) {
                scanner.retire();
            }
            answering |= response.status().codeClass() != HttpStatusClass.INFORMATIONAL;
        }
        if (answering && msg instanceof LastHttpContent) {
            answering = false;
            unanswered--;
        }
        ctx.write(msg, promise);
    }

    /** Reactor Netty's answer to what could not be read. */
    private static boolean isRefusal(HttpResponse response) {
        return response instanceof FullHttpResponse full
                && full.status().codeClass() == HttpStatusClass.CLIENT_ERROR
                && !full.content().isReadable()
                && full.headers().containsValue(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE, true);
    }

    private static FullHttpResponse answer(ChannelHandlerContext ctx, Rejection why) {
        FullHttpResponse answer = new DefaultFullHttpResponse(
                HttpVersion.HTTP_1_1, why.status(), ByteBufUtil.writeAscii(ctx.alloc(), why.json()));
        answer.headers()
                .set(HttpHeaderNames.CONTENT_TYPE, HttpHeaderValues.APPLICATION_JSON)
                .set(HttpHeaderNames.CONTENT_LENGTH, answer.content().readableBytes())
                .set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
        return answer;
    }
}
