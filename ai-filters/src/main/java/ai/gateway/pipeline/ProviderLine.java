package ai.gateway.pipeline;

import io.netty.buffer.ByteBuf;
import io.netty.channel.EventLoop;
import reactor.core.publisher.Flux;
import reactor.netty.Connection;

/** Where an answer comes from: a connection, or what is kept of one. */
interface ProviderLine {

    static ProviderLine of(Connection connection) {
        return new Live(connection, connection.channel().eventLoop());
    }

    Flux<ByteBuf> body();

    /** Where its bytes arrive. */
    EventLoop loop();

    /** Nobody wants the rest. */
    void letGo();

    /** Whether it was taken down, and is read from there. */
    default boolean isRecorded() {
        return false;
    }

    /** What must not race with the bytes runs where they arrive. */
    default void onLoop(Runnable task) {
        if (loop().inEventLoop()) {
            task.run();
        } else {
            loop().execute(task);
        }
    }

    /**
     * The connection that an answer comes on.
     *
     * @param loop where its bytes arrive; the connection itself does not know that any more when the answer has said all
     */
    record Live(Connection connection, EventLoop loop) implements ProviderLine {

        @Override
        public Flux<ByteBuf> body() {
            return connection.inbound().receive();
        }

        /**
         * Closes it, unless the answer has said all and it is not ours any more. Not at once: with the last byte of an answer
         * it still is, and would be closed instead of kept for the next one.
         */
        @Override
        public void letGo() {
            loop.execute(connection::dispose);
        }
    }
}
