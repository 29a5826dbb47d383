package ai.gateway.testing;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;

/** Listens where nobody should call: at all addresses of this machine. */
public final class Canary implements Closeable {

    private final ServerSocketChannel server;

    public Canary() {
        this(new InetSocketAddress(0));
    }

    public Canary(InetSocketAddress at) {
        try {
            server = ServerSocketChannel.open().bind(at);
            server.configureBlocking(false);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public int port() {
        return server.socket().getLocalPort();
    }

    /** How many connections were made to it so far: the kernel has queued them, whether they were accepted or not. */
    public int connects() {
        int count = 0;
        try {
            for (SocketChannel one = server.accept(); one != null; one = server.accept()) {
                one.close();
                count++;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return count;
    }

    public void awaitConnect(Duration atMost) throws IOException {
        server.configureBlocking(true);
        server.socket().setSoTimeout((int) atMost.toMillis());
        server.socket().accept().close();
    }

    public static InetAddress address(String literal) {
        try {
            return InetAddress.getByName(literal);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
