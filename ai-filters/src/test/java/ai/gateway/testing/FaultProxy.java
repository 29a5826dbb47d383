package ai.gateway.testing;

import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;

/**
 * A TCP proxy before a server that is well, for any protocol. Requests pass as they are; the answers suffer what the switches
 * say. Byte numbers count the bytes of the answers on one connection. A switch holds for connections opened after it and for
 * the further bytes of those that are open.
 */
public final class FaultProxy implements AutoCloseable {

    private final InetSocketAddress target;
    private final AtomicReference<Mischief> mischief = new AtomicReference<>(Mischief.NONE);
    private final Set<ProxyConnection> connections = ConcurrentHashMap.newKeySet();
    private final Channel server;

    private FaultProxy(InetSocketAddress target) {
        this.target = target;
        server = Loops.listen(new ChannelInitializer<>() {
            @Override
            protected void initChannel(Channel channel) {
                accept(channel);
            }
        });
    }

    public static FaultProxy to(int port) {
        return new FaultProxy(new InetSocketAddress("127.0.0.1", port));
    }

    public int port() {
        return Loops.portOf(server);
    }

    /** Holds back each piece that arrives. */
    public FaultProxy delay(Duration delay) {
        return change(now -> now.withDelay(delay));
    }

    /** Cuts what passes into pieces of {@code size} with a pause between them; 1 tries every split. */
    public FaultProxy slice(int size, Duration gap) {
        return change(now -> now.withSlices(size, gap));
    }

    /** Ends the connection by FIN after so many bytes. */
    public FaultProxy closeAt(long bytes) {
        return change(now -> now.withEnd(bytes, new Step.Fin()));
    }

    /** Ends the connection by RST after so many bytes. */
    public FaultProxy resetAt(long bytes) {
        return change(now -> now.withEnd(bytes, new Step.Reset()));
    }

    /** Passes so many bytes and then no more, with the connection open, until {@link #heal}. */
    public FaultProxy stallAt(long bytes) {
        return change(now -> now.withEnd(bytes, new Step.Hang()));
    }

    /** Ends connections by FIN instead of their next byte, those that are open too. */
    public FaultProxy closeNow() {
        return closeAt(Mischief.NEXT);
    }

    /** Ends connections by RST instead of their next byte, those that are open too. */
    public FaultProxy resetNow() {
        return resetAt(Mischief.NEXT);
    }

    /** Passes no byte more, with the connection open, until {@link #heal}. */
    public FaultProxy stallNow() {
        return stallAt(Mischief.NEXT);
    }

    /** Turns over the bits of the byte with this number, counted from 0. */
    public FaultProxy corrupt(long position) {
        return change(now -> now.withCorrupt(position));
    }

    /** All switches off; what was stalled goes on. */
    public FaultProxy heal() {
        change(now -> Mischief.NONE);
        connections.forEach(ProxyConnection::release);
        return this;
    }

    public int openConnections() {
        return connections.size();
    }

    @Override
    public void close() {
        server.close().syncUninterruptibly();
        connections.forEach(ProxyConnection::end);
    }

    private FaultProxy change(UnaryOperator<Mischief> how) {
        mischief.updateAndGet(how);
        return this;
    }

    private void accept(Channel client) {
        client.config().setOption(ChannelOption.AUTO_READ, false);
        ProxyConnection connection = new ProxyConnection(client, mischief::get);
        connections.add(connection);
        client.closeFuture().addListener(closed -> connections.remove(connection));
        connection.connect(target);
    }
}
