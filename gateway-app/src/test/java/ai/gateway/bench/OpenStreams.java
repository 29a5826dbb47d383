package ai.gateway.bench;

import io.netty.channel.EventLoopGroup;

import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** Streams that are held open all at once: whether the gateway bears them in 512 MiB, and what one takes on its heap. */
final class OpenStreams {

    static final int STREAMS = 512;

    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(60);

    private OpenStreams() {}

    /** Bytes of heap for one stream of this lane. Fails when not all of them come to a good end. */
    static double bytesPerStream(EventLoopGroup loop, Gateway gateway, Upstream upstream, String lane)
            throws Exception {
        Work warm = Work.PACED_128.on(STREAMS);
        Load.measure(loop, gateway, lane, warm, 3);
        TimeUnit.SECONDS.sleep(2);
        long before = gateway.liveBytes();
        Work open = new Work("open", "streams held open", STREAMS, "open", 3);
        try (Load load = Load.start(loop, gateway, lane, open)) {
            await(() -> load.events() == STREAMS * 3L);
            load.last();
            long during = gateway.liveBytes();
            upstream.finishAll();
            await(() -> load.finished() == STREAMS);
            return (during - before) / (double) STREAMS;
        }
    }

    static String line(String lane, double bytes) {
        return String.format(Locale.ROOT, "%-18s %9.1f KiB%n", lane, bytes / 1024);
    }

    private interface Question {
        boolean isTrue() throws Exception;
    }

    private static void await(Question question) throws Exception {
        long began = System.nanoTime();
        while (!question.isTrue()) {
            if (System.nanoTime() - began > PATIENCE_NANOS) {
                throw new IllegalStateException("not all of " + STREAMS + " streams got on");
            }
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }
}
