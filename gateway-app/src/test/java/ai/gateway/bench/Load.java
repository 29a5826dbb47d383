package ai.gateway.bench;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.socket.nio.NioSocketChannel;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;

import static java.nio.charset.StandardCharsets.US_ASCII;

/** Some connections to one lane of a gateway, each with one request at a time. All of it happens on one event loop. */
final class Load implements AutoCloseable {

    /** The lane with every filter: no request is like another, so that its cache is asked and never knows. */
    static final String EVERYTHING = "everything";

    private static final AtomicLong NEXT = new AtomicLong(Long.parseLong(Client.NUMBER));
    private static final int RAMP_MILLIS = 300;
    private static final int MOST_WAITS = 300;
    private static final int PATIENCE_SECONDS = 60;

    private final EventLoopGroup loop;
    private final Gateway gateway;
    private final Work work;
    private final Client client;
    private final ByteBuf request;
    private final int number;
    private final List<Channel> channels = new ArrayList<>();
    private final Times answers = new Times();
    private final Times firsts = new Times();
    private long events;
    private int finished;
    private int asking;
    private String wrong = "";
    private BooleanSupplier awaited = () -> false;
    private CompletableFuture<Void> reached = new CompletableFuture<>();
    private volatile boolean over;

    private Load(EventLoopGroup loop, Gateway gateway, String lane, Work work) {
        this.loop = loop;
        this.gateway = gateway;
        this.work = work;
        this.client = Client.of(lane);
        byte[] bytes = client.request(lane, work);
        request = Unpooled.directBuffer(bytes.length).writeBytes(bytes);
        number = lane.equals(EVERYTHING) ? new String(bytes, US_ASCII).indexOf(Client.NUMBER) : -1;
    }

    /** Opens the connections; each asks at once. */
    static Load start(EventLoopGroup loop, Gateway gateway, String lane, Work work) {
        Load load = new Load(loop, gateway, lane, work);
        for (int i = 0; i < work.connections(); i++) {
            load.channels.add(load.connect());
        }
        return load;
    }

    static Sample measure(EventLoopGroup loop, Gateway gateway, String lane, Work work, double seconds)
            throws Exception {
        try (Load load = start(loop, gateway, lane, work)) {
            TimeUnit.MILLISECONDS.sleep(RAMP_MILLIS);
            load.snapshot(0, 0);
            double cpu = gateway.cpuSeconds();
            long began = System.nanoTime();
            TimeUnit.MILLISECONDS.sleep((long) (seconds * 1000));
            double used = gateway.cpuSeconds() - cpu;
            return load.snapshot(used, (System.nanoTime() - began) / 1e9);
        }
    }

    /** Waits until so many pieces of text have come on each connection. */
    void awaitPieces(int count) throws Exception {
        long all = (long) work.connections() * client.eventsUpTo(count);
        await(() -> events >= all);
    }

    /** Waits until so many answers have come to a good end. */
    void awaitFinished(int count) throws Exception {
        await(() -> finished >= count);
    }

    private void await(BooleanSupplier condition) throws Exception {
        CompletableFuture<Void> soon = new CompletableFuture<>();
        loop.execute(() -> {
            awaited = condition;
            reached = soon;
            look();
        });
        try {
            soon.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException late) {
            throw new IllegalStateException(work.title() + ": " + events + " events and " + finished + " answers of "
                    + work.connections() + " connections after " + PATIENCE_SECONDS + " s");
        }
        complain();
    }

    private void look() {
        if (!wrong.isEmpty() || awaited.getAsBoolean()) {
            reached.complete(null);
        }
    }

    private void flaw(String what) {
        wrong = what;
        look();
    }

    /** No request after the one that is under way. */
    void last() {
        over = true;
    }

    private Sample snapshot(double cpu, double seconds) throws Exception {
        complain();
        return loop.submit(() -> {
                    Sample sample = new Sample(seconds, cpu, answers.count(), events, answers.take(), firsts.take());
                    events = 0;
                    return sample;
                })
                .get();
    }

    private void complain() throws Exception {
        String flaw = loop.submit(() -> wrong).get();
        if (!flaw.isEmpty()) {
            throw new IllegalStateException(work.title() + ": " + flaw);
        }
    }

    /** Lets what is under way come to its end: a plain gateway may answer 500 to others when clients hang up on it. */
    @Override
    public void close() throws Exception {
        over = true;
        for (int wait = 0; wait < MOST_WAITS && loop.submit(() -> asking).get() > 0; wait++) {
            TimeUnit.MILLISECONDS.sleep(10);
        }
        channels.forEach(channel -> channel.close().syncUninterruptibly());
        request.release();
    }

    private Channel connect() {
        return new Bootstrap()
                .group(loop)
                .channel(NioSocketChannel.class)
                .option(ChannelOption.TCP_NODELAY, true)
                .handler(new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        channel.pipeline().addLast(new Asking());
                    }
                })
                .connect(new InetSocketAddress("127.0.0.1", gateway.port()))
                .syncUninterruptibly()
                .channel();
    }

    private final class Asking extends ChannelInboundHandlerAdapter {

        private final AnswerParser parser = new AnswerParser();
        private long asked;
        private boolean begun;
        private int counted;

        @Override
        public void channelActive(ChannelHandlerContext ctx) {
            asked = System.nanoTime();
            ask(ctx);
        }

        private void ask(ChannelHandlerContext ctx) {
            begun = false;
            counted = 0;
            asking++;
            ctx.writeAndFlush(number < 0 ? request.retainedDuplicate() : numbered());
        }

        private ByteBuf numbered() {
            ByteBuf copy = request.copy();
            copy.setCharSequence(number, Long.toString(NEXT.incrementAndGet()), US_ASCII);
            return copy;
        }

        /** At its time. What comes later than that for an answer that was late counts as late, too. */
        private void askAgain(ChannelHandlerContext ctx) {
            long now = System.nanoTime();
            asked = work.everyMillis() == 0 ? now : asked + TimeUnit.MILLISECONDS.toNanos(work.everyMillis());
            if (asked <= now) {
                ask(ctx);
                return;
            }
            ctx.executor()
                    .schedule(
                            () -> {
                                if (!over) {
                                    ask(ctx);
                                }
                            },
                            asked - now,
                            TimeUnit.NANOSECONDS);
        }

        @Override
        public void channelRead(ChannelHandlerContext ctx, Object message) {
            ByteBuf bytes = (ByteBuf) message;
            boolean whole = parser.read(bytes);
            boolean more = bytes.isReadable();
            bytes.release();
            if (!begun && parser.bodyBytes() > 0) {
                begun = true;
                firsts.add(System.nanoTime() - asked);
            }
            events += parser.events() - counted;
            counted = parser.events();
            if (whole) {
                answered(ctx, more);
            }
            look();
        }

        private void answered(ChannelHandlerContext ctx, boolean more) {
            if (more || !client.isWhole(work, parser)) {
                flaw("status " + parser.status() + ", " + parser.bodyBytes() + " bytes, " + parser.events()
                        + " events");
                return;
            }
            finished++;
            asking--;
            answers.add(System.nanoTime() - asked);
            if (!over) {
                askAgain(ctx);
            }
        }

        @Override
        public void channelInactive(ChannelHandlerContext ctx) {
            if (!over) {
                flaw("the gateway closed a connection");
            }
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
            flaw(cause.toString());
            ctx.close();
        }
    }

    /** Times that grow in number; sorted when they are taken. */
    private static final class Times {

        private long[] nanos = new long[1 << 16];
        private int count;

        void add(long time) {
            if (count == nanos.length) {
                nanos = Arrays.copyOf(nanos, count * 2);
            }
            nanos[count++] = time;
        }

        int count() {
            return count;
        }

        long[] take() {
            long[] taken = Arrays.copyOf(nanos, count);
            Arrays.sort(taken);
            count = 0;
            return taken;
        }
    }
}
