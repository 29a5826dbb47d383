package ai.gateway.testing;

import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.handler.codec.http.HttpRequestDecoder;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * An HTTP/1.1 upstream that reads requests properly and answers them by {@link Script}s, as badly as a test wants.
 *
 * <pre>{@code
 * try (FaultUpstream upstream = FaultUpstream.start()) {
 *     upstream.play("/v1/chat/completions", Faults.resetInStream("{}"), Script.json(200, "{}"));
 *     // … the first call is cut, the second and all later ones are served
 *     upstream.awaitRequests(2, Duration.ofSeconds(1));
 * }
 * }</pre>
 */
public final class FaultUpstream implements AutoCloseable {

    /** A host that no name server knows (RFC 2606). */
    public static final String UNKNOWN_HOST = "upstream.invalid";

    private static final int LONGEST_HEAD = 1024 * 1024;
    private static final int LARGEST_READ = 64 * 1024;

    private final Playbook playbook = new Playbook();
    private final Journal journal = new Journal();
    private final Set<UpstreamConnection> connections = ConcurrentHashMap.newKeySet();
    private final Channel server;

    private FaultUpstream() {
        server = Loops.listen(new ChannelInitializer<>() {
            @Override
            protected void initChannel(Channel channel) {
                accept(channel);
            }
        });
    }

    public static FaultUpstream start() {
        return new FaultUpstream();
    }

    /** A port where connections are refused. */
    public static int refusedPort() {
        return DeadPorts.REFUSED;
    }

    /** A port where connections are never answered, neither by yes nor by no. */
    public static int silentPort() {
        return DeadPorts.SILENT;
    }

    public int port() {
        return Loops.portOf(server);
    }

    public URI uri(String path) {
        return URI.create("http://127.0.0.1:" + port() + path);
    }

    /** The first call of the path gets the first script, and so on; the last one repeats. {@code *} stands for any characters. */
    public FaultUpstream play(String path, Script first, Script... then) {
        List<Script> scripts = new ArrayList<>(List.of(first));
        scripts.addAll(List.of(then));
        playbook.put(path, scripts);
        return this;
    }

    /** What every path plays that has no script of its own; to be said before the paths. */
    public FaultUpstream playEverywhere(Script first, Script... then) {
        return play("*", first, then);
    }

    /** Lets all scripts that hang now go on. */
    public void release() {
        connections.forEach(UpstreamConnection::release);
    }

    public List<SeenRequest> requests() {
        return journal.requests();
    }

    /** Bytes of request bodies, also of those that never came to their end. */
    public long bodyBytesReceived() {
        return journal.bytesReceived();
    }

    /** Bytes that the kernel took from the scripts. */
    public long bytesSent() {
        return journal.bytesSent();
    }

    public int openConnections() {
        return journal.openNow();
    }

    public int connectionsEver() {
        return journal.openedEver();
    }

    public List<SeenClose> closes() {
        return journal.closes();
    }

    public List<SeenRequest> awaitRequests(int count, Duration atMost) {
        journal.await(() -> journal.requests().size() >= count, atMost, () -> count + " requests");
        return journal.requests();
    }

    public void awaitConnections(int count, Duration atMost) {
        journal.await(() -> journal.openedEver() >= count, atMost, () -> count + " connections");
    }

    public void awaitNoOpenConnections(Duration atMost) {
        journal.await(() -> journal.openNow() == 0, atMost, () -> "no open connection");
    }

    public void awaitBodyBytes(long count, Duration atMost) {
        journal.await(() -> journal.bytesReceived() >= count, atMost, () -> count + " bytes of body");
    }

    public void awaitBytesSent(long count, Duration atMost) {
        journal.await(() -> journal.bytesSent() >= count, atMost, () -> count + " bytes sent");
    }

    /** Waits until so many connections were closed by the other side, and gives their ends in order. */
    public List<SeenClose> awaitClosedByPeer(int count, Duration atMost) {
        journal.await(() -> journal.peerCloses().size() >= count, atMost, () -> count + " closed by the peer");
        return journal.peerCloses();
    }

    @Override
    public void close() {
        server.close().syncUninterruptibly();
        connections.forEach(UpstreamConnection::end);
    }

    private void accept(Channel channel) {
        Player player = new Player(channel, journal::sent, () -> {});
        UpstreamConnection connection = new UpstreamConnection(playbook, journal, player);
        connections.add(connection);
        channel.closeFuture().addListener(closed -> connections.remove(connection));
        channel.pipeline().addLast(new HttpRequestDecoder(LONGEST_HEAD, LONGEST_HEAD, LARGEST_READ), connection);
    }
}
