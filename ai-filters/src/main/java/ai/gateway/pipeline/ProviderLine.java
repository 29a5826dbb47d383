package ai.gateway.pipeline;

import io.netty.buffer.ByteBuf;
import io.netty.channel.EventLoop;
import reactor.core.publisher.Flux;
import reactor.netty.Connection;

/**
 * The connection that an answer comes on.
 *
 * @param loop where its bytes arrive; the connection itself does not know that any more when the answer has said all
 */
record ProviderLine(Connection connection, EventLoop loop) {

    static ProviderLine of(Connection connection) {
        return new ProviderLine(connection, connection.channel().eventLoop());
    }

    Flux<ByteBuf> body() {
        return connection.inbound().receive();
    }

    /** What must not race with the bytes runs where they arrive. */
    void onLoop(Runnable task) {
        if (loop.inEventLoop()) {
            task.run();
        } else {
            loop.execute(task);
        }
    }

    /**
     * Closes it, unless the answer has said all and it is not ours any more. Not at once: with the last byte of an answer it
     * still is, and would be closed instead of kept for the next one.
     */
    void letGo() {
        loop.execute(connection::dispose);
    }
}
