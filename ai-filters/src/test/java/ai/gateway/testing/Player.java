package ai.gateway.testing;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelOption;

import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;

/**
 * Plays steps on one connection, in order, on its event loop. A step begins when the kernel took the bytes of the one before,
 * so a peer that stops reading stops the script and nothing piles up.
 */
final class Player {

    private final Channel channel;
    private final LongConsumer sent;
    private final Runnable idle;
    private final Deque<Step> steps = new ArrayDeque<>();
    private boolean playing;
    private boolean held;
    private boolean ended;
    private boolean refused;

    Player(Channel channel, LongConsumer sent, Runnable idle) {
        this.channel = channel;
        this.sent = sent;
        this.idle = idle;
    }

    void add(List<Step> more) {
        steps.addAll(more);
        if (!playing) {
            playing = true;
            next();
        }
    }

    /** Lets a script that hangs go on; any thread may call. */
    void release() {
        channel.eventLoop().execute(() -> {
            if (held) {
                held = false;
                next();
            }
        });
    }

    /** Ends the connection from any thread. */
    void end() {
        channel.eventLoop().execute(this::fin);
    }

    void write(byte[] bytes) {
        send(bytes).addListener(done -> {
            if (done.isSuccess()) {
                next();
            }
        });
    }

    void flood(byte[] block, long times) {
        if (times <= 0) {
            next();
            return;
        }
        send(block).addListener(done -> {
            if (done.isSuccess()) {
                flood(block, times - 1);
            }
        });
    }

    void pause(long nanos) {
        channel.eventLoop().schedule(this::next, nanos, TimeUnit.NANOSECONDS);
    }

    void hold() {
        held = true;
    }

    /** Whether a step, and not the peer, ended the connection. */
    boolean ended() {
        return ended;
    }

    /** Whether bytes met a peer that had reset the connection. */
    boolean refused() {
        return refused;
    }

    /** With a linger of 0 the kernel drops what it still has to send and answers RST. */
    void reset() {
        if (channel.isOpen()) {
            channel.config().setOption(ChannelOption.SO_LINGER, 0);
        }
        fin();
    }

    void fin() {
        steps.clear();
        ended = ended || channel.isOpen();
        channel.close();
    }

    private void next() {
        Step step = steps.poll();
        if (step != null) {
            step.play(this);
            return;
        }
        playing = false;
        idle.run();
    }

    private ChannelFuture send(byte[] bytes) {
        ByteBuf buffer = channel.alloc().buffer(bytes.length).writeBytes(bytes);
        return channel.writeAndFlush(buffer).addListener(done -> {
            if (done.isSuccess()) {
                sent.accept(bytes.length);
            } else if (done.cause() instanceof IOException && !(done.cause() instanceof ClosedChannelException)) {
                refused = true;
            }
        });
    }
}
