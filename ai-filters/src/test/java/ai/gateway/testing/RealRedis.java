package ai.gateway.testing;

import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.sync.RedisCommands;
import org.jspecify.annotations.Nullable;
import redis.embedded.RedisServer;
import redis.embedded.core.RedisServerBuilder;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;

/** A real Redis on a port of its own, that keeps nothing on disk and can be killed and started again, empty. */
public final class RealRedis implements AutoCloseable {

    private final int port;
    private final List<String> settings;
    private RedisServer server;
    private @Nullable RedisClient client;
    private @Nullable RedisCommands<String, String> commands;

    private RealRedis(int port, List<String> settings) {
        this.port = port;
        this.settings = settings;
        this.server = started();
    }

    public static RealRedis start() {
        return new RealRedis(unusedPort(), List.of());
    }

    /** With further lines of its configuration; those of {@code dir} are for one that is to keep what it has saved. */
    public static RealRedis with(String... settings) {
        return new RealRedis(unusedPort(), List.of(settings));
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
        return new RealRedis(port, List.of());
    }

    public int port() {
        return port;
    }

    /** By a client of its own, who may do anything. */
    public synchronized RedisCommands<String, String> commands() {
        if (commands == null) {
            client = RedisClient.create(RedisURI.create("127.0.0.1", port));
            commands = client.connect().sync();
        }
        return commands;
    }

    public void kill() {
        try {
            server.stop();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public void startAgain() {
        server = started();
    }

    @Override
    public synchronized void close() {
        if (client != null) {
            client.close();
        }
        kill();
    }

    private RedisServer started() {
        try {
            RedisServerBuilder builder =
                    RedisServer.newRedisServer().port(port).bind("127.0.0.1").setting("save \"\"");
            settings.forEach(builder::setting);
            RedisServer server = builder.build();
            server.start();
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
