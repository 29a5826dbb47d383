package ai.gateway.pipeline;

import ai.gateway.exchange.Failure;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;

/** What is done with the pieces of an answer between the provider's socket and the client's. */
interface Pieces {

    /** What is in a piece, which is let go. */
    static byte[] bytes(ByteBuf piece) {
        try {
            return ByteBufUtil.getBytes(piece);
        } finally {
            piece.release();
        }
    }

    /** Takes over {@code piece}; gives what goes on, which may be nothing yet. Throws the failure that ends the answer. */
    ByteBuf pass(ByteBuf piece);

    /** Whether it has somebody else for a provider that has fallen silent; if not, that is the end of the answer. */
    default boolean mends(Failure late) {
        return false;
    }

    /** Whether an answer in these pieces says by itself that it is over, so that one which does not is incomplete. */
    boolean sayTheEnd();

    /** What is left when the provider has said its last byte. */
    ByteBuf rest();

    /** The last that the client gets when the answer broke off. */
    ByteBuf broken(Failure failure);
}
