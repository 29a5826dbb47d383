package ai.gateway.bench;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.socket.nio.NioServerSocketChannel;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

import static java.nio.charset.StandardCharsets.US_ASCII;

/**
 * Gives ready answers as fast as it can, in the dialect of the path. Which one, the header {@code x-bench} says:
 * {@code json}, {@code chunked}, {@code stream EVENTS PAUSE} or {@code open} for a stream that starts and then stays silent
 * until {@link #finishAll()}.
 */
final class Upstream implements AutoCloseable {

    /** Pieces of text that an open stream starts with. */
    static final int OPEN_PIECES = 3;

    /** What every whole answer says. */
    static final String TEXT =
            "The sky is blue because of the way air scatters light. ".repeat(8).strip();

    private final Channel server;
    private final List<Stream> paced = new ArrayList<>();
    private final List<Stream> open = new ArrayList<>();
    private int streams;

    private Upstream(EventLoopGroup loop) {
        server = new ServerBootstrap()
                .group(loop)
                .channel(NioServerSocketChannel.class)
                .option(ChannelOption.SO_BACKLOG, 1024)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childHandler(new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        channel.pipeline().addLast(new Answering());
                    }
                })
                .bind(new InetSocketAddress("127.0.0.1", 0))
                .syncUninterruptibly()
                .channel();
        var unused = loop.next().scheduleAtFixedRate(this::tick, 1, 1, TimeUnit.MILLISECONDS);
    }

    /** @param loop of one thread, which the callers may share */
    static Upstream start(EventLoopGroup loop) {
        return new Upstream(loop);
    }

    String url() {
        return "http://127.0.0.1:" + ((InetSocketAddress) server.localAddress()).getPort();
    }

    /** Ends the streams that were left open. */
    void finishAll() {
        server.eventLoop().execute(() -> {
            open.forEach(Stream::finish);
            open.clear();
        });
    }

    @Override
    public void close() {
        server.close().syncUninterruptibly();
    }

    private void answer(Channel channel, String path, String what) {
        ReadyAnswers ready = ReadyAnswers.at(path);
        if (what.equals("json")) {
            channel.writeAndFlush(ready.json());
        } else if (what.equals("chunked")) {
            channel.writeAndFlush(ready.chunked());
        } else if (what.equals("open")) {
            Stream stream = new Stream(channel, ready, OPEN_PIECES, 0, 0);
            stream.write(OPEN_PIECES);
            open.add(stream);
        } else {
            String[] parts = what.split(" ");
            stream(channel, ready, Integer.parseInt(parts[1]), Integer.parseInt(parts[2]));
        }
    }

    private void stream(Channel channel, ReadyAnswers ready, int events, int pause) {
        if (pause == 0) {
            Stream stream = new Stream(channel, ready, events, 0, 0);
            stream.write(events);
            stream.finish();
            return;
        }
        Stream stream = new Stream(channel, ready, events, pause, 1 + streams++ % pause);
        stream.write(1);
        paced.add(stream);
    }

    private void tick() {
        paced.removeIf(Stream::tick);
    }

    /** A stream under way, moved on by the clock. */
    private static final class Stream {

        private final Channel channel;
        private final ReadyAnswers ready;
        private final int pause;
        private int left;
        private int wait;

        Stream(Channel channel, ReadyAnswers ready, int events, int pause, int wait) {
            this.channel = channel;
            this.ready = ready;
            this.pause = pause;
            this.left = events;
            this.wait = wait;
            channel.write(ready.opening());
        }

        void write(int events) {
            for (int i = 0; i < events; i++) {
                channel.writeAndFlush(ready.event());
            }
            left -= events;
        }

        void finish() {
            channel.writeAndFlush(ready.closing());
        }

        /** Whether this was the end. */
        boolean tick() {
            if (--wait > 0) {
                return false;
            }
            wait = pause;
            if (left == 0) {
                finish();
                return true;
            }
            write(1);
            return !channel.isActive();
        }
    }

    private final class Answering extends ChannelInboundHandlerAdapter {

        private final StringBuilder read = new StringBuilder();

        @Override
        public void channelRead(ChannelHandlerContext ctx, Object message) {
            ByteBuf bytes = (ByteBuf) message;
            read.append(bytes.toString(US_ASCII));
            bytes.release();
            int headEnd = read.indexOf("\r\n\r\n");
            if (headEnd < 0) {
                return;
            }
            String head = read.substring(0, headEnd + 2).toLowerCase(Locale.ROOT);
            String length = header(head, "content-length: ");
            boolean whole = length.isEmpty()
                    ? read.substring(read.length() - 5).equals("0\r\n\r\n")
                    : read.length() >= headEnd + 4 + Integer.parseInt(length);
            if (whole) {
                read.setLength(0);
                answer(ctx.channel(), head.split(" ", 3)[1], header(head, "x-bench: "));
            }
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
            ctx.close();
        }
    }

    private static String header(String head, String name) {
        int at = head.indexOf("\r\n" + name);
        return at < 0 ? "" : head.substring(at + 2 + name.length(), head.indexOf("\r\n", at + 2));
    }
}
