package ai.gateway.pipeline;

import ai.gateway.exchange.Failure;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;

/** Bytes that nobody looks at. When they break off, there is no way to say so but to break off. */
record OpaquePieces() implements Pieces {

    @Override
    public ByteBuf pass(ByteBuf piece) {
        return piece;
    }

    @Override
    public boolean sayTheEnd() {
        return false;
    }

    @Override
    public ByteBuf rest() {
        return Unpooled.EMPTY_BUFFER;
    }

    @Override
    public ByteBuf broken(Failure failure) {
        return Unpooled.EMPTY_BUFFER;
    }
}
