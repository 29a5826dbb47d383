package ai.gateway.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;

/** Ports of the loopback address where nobody answers; taken once and held as long as the JVM lives, so nobody else gets them. */
final class DeadPorts {

    /** Bound, but not listening: the kernel refuses at once. */
    static final int REFUSED;

    /** Listening, never accepting, its backlog full: the kernel drops every further SYN, so to connect takes for ever. */
    static final int SILENT;

    private static final List<AutoCloseable> HELD = new ArrayList<>();

    static {
        try {
            REFUSED = bound();
            SILENT = full();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private DeadPorts() {}

    private static int bound() throws IOException {
        Socket socket = new Socket();
        HELD.add(socket);
        socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        return socket.getLocalPort();
    }

    private static int full() throws IOException {
        ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        HELD.add(server);
        for (int i = 0; i < 4; i++) {
            SocketChannel filler = SocketChannel.open();
            HELD.add(filler);
            filler.configureBlocking(false);
            filler.connect(server.getLocalSocketAddress());
        }
        return server.getLocalPort();
    }
}
