package ai.gateway.pipeline;

import io.netty.handler.codec.http2.Http2Exception;
import reactor.netty.channel.AbortedException;

import java.io.IOException;

/**
 * The client hung up while its request was read or its answer written. Keeps the cause, by which Spring knows a client that
 * left.
 */
final class ClientGone extends RuntimeException {

    private ClientGone(Throwable cause) {
        super("client: gone before its request was read or its answer written", cause, false, false);
    }

    /** What an error of a request's body means, or of an answer's; anything but a broken connection stays what it is. */
    static Throwable of(Throwable error) {
        boolean broken =
                error instanceof IOException || error instanceof AbortedException || error instanceof Http2Exception;
        return broken ? new ClientGone(error) : error;
    }
}
