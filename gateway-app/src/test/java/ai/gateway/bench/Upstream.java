package ai.gateway.bench;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
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
 * Gives ready answers as fast as it can. Which one, the header {@code x-bench} says: {@code json}, {@code chunked},
 * {@code stream EVENTS PAUSE} or {@code open} for a stream that starts and then stays silent until {@link #finishAll()}.
 */
final class Upstream implements AutoCloseable {

    static final int ANSWER_BYTES = 1024;

    private static final ByteBuf JSON = ready(head("application/json", "content-length: " + ANSWER_BYTES) + answer());
    private static final ByteBuf CHUNKED = ready(head("application/json", "transfer-encoding: chunked")
            + chunk(answer().substring(0, 700)) + chunk(answer().substring(700)) + "0\r\n\r\n");
    private static final ByteBuf STREAM = ready(head("text/event-stream", "transfer-encoding: chunked"));
    private static final ByteBuf EVENT = ready(chunk(event()));
    private static final ByteBuf DONE = ready(chunk("data: [DONE]\n\n") + "0\r\n\r\n");

    private final Channel server;
    private final List<Stream> paced = new ArrayList<>();
    private final List<Channel> open = new ArrayList<>();
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
            open.forEach(channel -> channel.writeAndFlush(DONE.duplicate()));
            open.clear();
        });
    }

    @Override
    public void close() {
        server.close().syncUninterruptibly();
    }

    private void answer(Channel channel, String what) {
        if (what.equals("json")) {
            channel.writeAndFlush(JSON.duplicate());
        } else if (what.equals("chunked")) {
            channel.writeAndFlush(CHUNKED.duplicate());
        } else if (what.equals("open")) {
            channel.write(STREAM.duplicate());
            channel.writeAndFlush(EVENT.duplicate());
            channel.writeAndFlush(EVENT.duplicate());
            channel.writeAndFlush(EVENT.duplicate());
            open.add(channel);
        } else {
            String[] parts = what.split(" ");
            stream(channel, Integer.parseInt(parts[1]), Integer.parseInt(parts[2]));
        }
    }

    private void stream(Channel channel, int events, int pause) {
        channel.write(STREAM.duplicate());
        if (pause == 0) {
            for (int i = 0; i < events; i++) {
                channel.writeAndFlush(EVENT.duplicate());
            }
            channel.writeAndFlush(DONE.duplicate());
            return;
        }
        channel.writeAndFlush(EVENT.duplicate());
        paced.add(new Stream(channel, events - 1, pause, 1 + streams++ % pause));
    }

    private void tick() {
        paced.removeIf(Stream::tick);
    }

    private static String head(String type, String framing) {
        return "HTTP/1.1 200 OK\r\ncontent-type: " + type + "\r\nx-request-id: req_0123456789abcdef\r\n"
                + "openai-processing-ms: 12\r\n" + framing + "\r\n\r\n";
    }

    private static String answer() {
        String begin = "{\"id\":\"chatcmpl-AbCdEfGhIjKlMnOpQrStUvWxYz012\",\"object\":\"chat.completion\","
                + "\"created\":1760000000,\"model\":\"gpt-5.4-mini-2026-03-17\",\"choices\":[{\"index\":0,\"message\":"
                + "{\"role\":\"assistant\",\"content\":\"";
        String end = "\",\"refusal\":null,\"annotations\":[]},\"logprobs\":null,\"finish_reason\":\"stop\"}],\"usage\":"
                + "{\"prompt_tokens\":19,\"completion_tokens\":110,\"total_tokens\":129,\"prompt_tokens_details\":"
                + "{\"cached_tokens\":0,\"audio_tokens\":0},\"completion_tokens_details\":{\"reasoning_tokens\":0}},"
                + "\"service_tier\":\"default\",\"system_fingerprint\":null}";
        int left = ANSWER_BYTES - begin.length() - end.length();
        return begin
                + "The sky is blue because of the way air scatters light. "
                        .repeat(20)
                        .substring(0, left)
                + end;
    }

    private static String event() {
        return "data: {\"id\":\"chatcmpl-AbCdEfGhIjKlMnOpQrStUvWxYz012\",\"object\":\"chat.completion.chunk\","
                + "\"created\":1760000000,\"model\":\"gpt-5.4-mini-2026-03-17\",\"service_tier\":\"default\","
                + "\"system_fingerprint\":null,\"choices\":[{\"index\":0,\"delta\":{\"content\":\" sky\"},"
                + "\"logprobs\":null,\"finish_reason\":null}],\"obfuscation\":\"4fKq9ZpLm2\"}\n\n";
    }

    private static String chunk(String data) {
        return Integer.toHexString(data.length()) + "\r\n" + data + "\r\n";
    }

    private static ByteBuf ready(String text) {
        byte[] bytes = text.getBytes(US_ASCII);
        return Unpooled.unreleasableBuffer(
                Unpooled.directBuffer(bytes.length).writeBytes(bytes).asReadOnly());
    }

    /** A stream under way, moved on by the clock. */
    private static final class Stream {

        private final Channel channel;
        private final int pause;
        private int left;
        private int wait;

        Stream(Channel channel, int left, int pause, int wait) {
            this.channel = channel;
            this.left = left;
            this.pause = pause;
            this.wait = wait;
        }

        /** Whether this was the end. */
        boolean tick() {
            if (--wait > 0) {
                return false;
            }
            wait = pause;
            channel.writeAndFlush((left > 0 ? EVENT : DONE).duplicate());
            return left-- <= 0 || !channel.isActive();
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
                answer(ctx.channel(), header(head, "x-bench: "));
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
