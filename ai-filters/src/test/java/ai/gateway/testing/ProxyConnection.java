package ai.gateway.testing;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.function.Supplier;

/** A client's connection through a {@link FaultProxy} and the one to the server behind it, both on one event loop. */
final class ProxyConnection {

    private final Channel client;
    private final Supplier<Mischief> mischief;
    private final Player player;
    private Runnable readAnswer = () -> {};
    private long passed;

    ProxyConnection(Channel client, Supplier<Mischief> mischief) {
        this.client = client;
        this.mischief = mischief;
        // The next piece of the answer is read when the last one has left: nothing piles up here.
        this.player = new Player(client, sent -> {}, () -> readAnswer.run());
    }

    void connect(InetSocketAddress target) {
        Loops.clientBeside(client).handler(new AnswerSide()).connect(target).addListener(done -> {
            if (!done.isSuccess()) {
                player.reset();
            }
        });
    }

    void release() {
        player.release();
    }

    void end() {
        player.end();
    }

    private final class AnswerSide extends ChannelInboundHandlerAdapter {
        private boolean reset;

        @Override
        public void channelActive(ChannelHandlerContext context) {
            readAnswer = context::read;
            client.pipeline().addLast(new RequestSide(context.channel()));
            client.read();
            context.read();
        }

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            ByteBuf piece = (ByteBuf) message;
            byte[] bytes = ByteBufUtil.getBytes(piece);
            piece.release();
            long offset = passed;
            passed += bytes.length;
            player.add(mischief.get().applyTo(bytes, offset));
        }

        @Override
        public void channelInactive(ChannelHandlerContext context) {
            player.add(List.of(reset ? new Step.Reset() : new Step.Fin()));
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            reset = true;
            context.close();
        }
    }

    private static final class RequestSide extends ChannelInboundHandlerAdapter {
        private final Channel server;

        RequestSide(Channel server) {
            this.server = server;
        }

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            server.writeAndFlush(message).addListener(done -> {
                if (done.isSuccess()) {
                    context.read();
                }
            });
        }

        @Override
        public void channelInactive(ChannelHandlerContext context) {
            server.close();
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            server.config().setOption(ChannelOption.SO_LINGER, 0);
            context.close();
        }
    }
}
