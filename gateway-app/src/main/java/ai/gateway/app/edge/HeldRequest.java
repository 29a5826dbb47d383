package ai.gateway.app.edge;

import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.HttpContent;
import io.netty.util.ReferenceCountUtil;

import java.util.ArrayDeque;

/**
 * A request in chunks that waits for its first ones. The codec finds a bad chunk size only when it gets there; held back
 * until then, the request is refused before an upstream hears of it.
 */
final class HeldRequest {

    /** Held are the bytes of one read at most; this bounds how many that can be. */
    private static final int MOST_BYTES = 64 * 1024;

    private final ArrayDeque<Object> messages = new ArrayDeque<>();
    private int bytes;

    void hold(Object message) {
        messages.add(message);
        if (message instanceof HttpContent content) {
            bytes += content.content().readableBytes();
        }
    }

    boolean holds() {
        return !messages.isEmpty();
    }

    boolean hasBody() {
        return messages.size() > 1;
    }

    boolean full() {
        return bytes > MOST_BYTES;
    }

    void release(ChannelHandlerContext ctx) {
        bytes = 0;
        Object next = messages.poll();
        while (next != null) {
            ctx.fireChannelRead(next);
            next = messages.poll();
        }
    }

    void discard() {
        bytes = 0;
        messages.forEach(ReferenceCountUtil::release);
        messages.clear();
    }
}
