package ai.gateway.pipeline;

import reactor.netty.channel.AbortedException;

import java.io.IOException;

/** The client hung up while its request was read. Keeps the cause, by which Spring knows a client that left. */
final class ClientGone extends RuntimeException {

    private ClientGone(Throwable cause) {
        super("client: gone before its request was read", cause, false, false);
    }

    /** What an error of a request's body means; anything but a broken connection stays what it is. */
    static Throwable of(Throwable error) {
        return error instanceof IOException || error instanceof AbortedException ? new ClientGone(error) : error;
    }
}
