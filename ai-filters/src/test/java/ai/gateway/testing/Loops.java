package ai.gateway.testing;

import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.socket.ServerSocketChannel;
import io.netty.channel.socket.SocketChannel;
import reactor.netty.resources.LoopResources;

import java.net.InetAddress;
import java.net.InetSocketAddress;

/** The two daemon event loops that all servers of the fixtures share. */
final class Loops {

    private static final LoopResources RESOURCES = LoopResources.create("fixtures", 2, true);
    private static final EventLoopGroup GROUP = RESOURCES.onServer(false);

    private Loops() {}

    /** Listens on a free port of the loopback address. */
    static Channel listen(ChannelHandler eachConnection) {
        return new ServerBootstrap()
                .group(GROUP)
                .channelFactory(() -> RESOURCES.onChannel(ServerSocketChannel.class, GROUP))
                .option(ChannelOption.SO_BACKLOG, 1024)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childHandler(eachConnection)
                .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                .syncUninterruptibly()
                .channel();
    }

    /** A client on the loop of {@code inbound}, which does not read until it is told to. */
    static Bootstrap clientBeside(Channel inbound) {
        return new Bootstrap()
                .group(inbound.eventLoop())
                .channelFactory(() -> RESOURCES.onChannel(SocketChannel.class, GROUP))
                .option(ChannelOption.TCP_NODELAY, true)
                .option(ChannelOption.AUTO_READ, false);
    }

    static int portOf(Channel channel) {
        return ((InetSocketAddress) channel.localAddress()).getPort();
    }
}
