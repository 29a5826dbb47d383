package ai.gateway.bench;

import io.netty.channel.EventLoopGroup;

import java.util.Locale;

/** Streams that are held open all at once: whether the gateway bears them in 512 MiB, and what one takes on its heap. */
final class OpenStreams {

    static final int STREAMS = 512;

    private OpenStreams() {}

    /** Bytes of heap for one stream of this lane, once as many have come and gone before. */
    static double bytesPerStream(EventLoopGroup loop, Gateway gateway, Upstream upstream, String lane)
            throws Exception {
        Load.measure(loop, gateway, lane, Work.PACED_128.on(STREAMS), 3);
        return hold(loop, gateway, upstream, lane, STREAMS);
    }

    /** Opens so many streams and ends them: bytes of heap for each. Fails when not all of them come to a good end. */
    static double hold(EventLoopGroup loop, Gateway gateway, Upstream upstream, String lane, int streams)
            throws Exception {
        long before = gateway.restingBytes();
        Work open = new Work("open", "streams held open", streams, "open", Upstream.OPEN_PIECES);
        try (Load load = Load.start(loop, gateway, lane, open)) {
            load.awaitPieces(open.events());
            load.last();
            long during = gateway.restingBytes();
            upstream.finishAll();
            load.awaitFinished(streams);
            return (during - before) / (double) streams;
        }
    }

    static String line(String lane, double bytes) {
        return String.format(Locale.ROOT, "%-18s %9.1f KiB%n", lane, bytes / 1024);
    }
}
