package ai.gateway.bench;

import ai.gateway.bench.Gateway.Kind;
import ai.gateway.testing.BlockingCheck;
import ai.gateway.testing.LeakCheck;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.concurrent.TimeUnit;

import static org.assertj.core.api.Assertions.assertThat;

/** The packaged gateway with streams that its provider does not end: all must fit into a heap of 512 MiB and end whole. */
@ExtendWith({LeakCheck.class, BlockingCheck.class})
class OpenStreamsIT {

    /** The long form: {@code -Dopen.streams=512}. */
    private static final int STREAMS = Integer.getInteger("open.streams", 64);

    /** Enough to have every class loaded, and too few to leave connections behind that the others would find. */
    private static final int FIRST = 8;

    private static final double MOST_KIB = 64;

    @ParameterizedTest
    @ValueSource(strings = {"relay", "translate"})
    void openStreams_heldByTheProvider_takeLittleHeapAndEndWhole(String lane) throws Exception {
        EventLoopGroup loop = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
        try (Upstream upstream = Upstream.start(loop);
                Gateway gateway = Gateway.start(new Options(new String[0]), Kind.APP, upstream.url())) {
            OpenStreams.hold(loop, gateway, upstream, lane, FIRST);
            double each = OpenStreams.hold(loop, gateway, upstream, lane, STREAMS) / 1024;

            System.out.printf(
                    "Open streams (%s): %d in a JVM of their own, heap each: %.1f KiB%n", lane, STREAMS, each);
            assertThat(each).as("KiB of heap an open stream").isPositive().isLessThanOrEqualTo(MOST_KIB);
        } finally {
            loop.shutdownGracefully(0, 1, TimeUnit.SECONDS);
        }
    }
}
