package ai.gateway.testing;

import redis.embedded.RedisServer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/** A real Redis on a port of its own, that keeps nothing on disk and can be killed and started again, empty. */
public final class RealRedis implements AutoCloseable {

    private final int port;
    private RedisServer server;

    private RealRedis(int port) {
        this.port = port;
        this.server = started(port);
    }

    public static RealRedis start() {
        return new RealRedis(unusedPort());
    }

    /** A port at which nobody listens, for one that is started later. */
    public static int unusedPort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static RealRedis startAt(int port) {
        return new RealRedis(port);
    }

    public int port() {
        return port;
    }

    public void kill() {
        try {
            server.stop();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public void startAgain() {
        server = started(port);
    }

    @Override
    public void close() {
        kill();
    }

    private static RedisServer started(int port) {
        try {
            RedisServer server = RedisServer.newRedisServer()
                    .port(port)
                    .bind("127.0.0.1")
                    .setting("save \"\"")
                    .build();
            server.start();
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
