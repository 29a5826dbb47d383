package ai.gateway.app.edge;

import ai.gateway.app.edge.ReadClock.Awaited;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Time is turned by hand: the clock of an embedded channel stands still otherwise. */
class ReadClockTest {

    private final EmbeddedChannel channel = new EmbeddedChannel();
    private final List<Awaited> late = new ArrayList<>();
    private ReadClock clock;

    @BeforeEach
    void start() {
        channel.freezeTime();
        channel.pipeline().addLast("here", new ChannelInboundHandlerAdapter());
        clock = new ReadClock(channel.pipeline().context("here"), properties(Map.of()), late::add);
    }

    @AfterEach
    void stop() {
        clock.stop();
        channel.finishAndReleaseAll();
    }

    private static EdgeProperties properties(Map<String, ?> values) {
        return new Binder(new MapConfigurationPropertySource(values))
                .bindOrCreate("ai.gateway.edge", EdgeProperties.class);
    }

    private void pass(long seconds) {
        channel.advanceTimeBy(seconds, TimeUnit.SECONDS);
        channel.runScheduledPendingTasks();
    }

    @Test
    void head_afterItsTime_isLate() {
        clock.await(Awaited.HEAD);
        clock.readBegins();
        pass(9);
        assertThat(late).isEmpty();
        pass(1);
        assertThat(late).containsExactly(Awaited.HEAD);
    }

    @Test
    void time_inWhichNobodyReads_doesNotCount() {
        clock.await(Awaited.BODY);
        for (int i = 0; i < 100; i++) {
            pass(60);
        }
        assertThat(late).isEmpty();
        clock.readBegins();
        pass(29);
        clock.readEnds();
        pass(60);
        assertThat(late).isEmpty();
        clock.readBegins();
        pass(1);
        assertThat(late).containsExactly(Awaited.BODY);
    }

    @Test
    void read_askedForBeforeItIsKnownWhatFor_counts() {
        clock.readBegins();
        pass(100);
        clock.await(Awaited.BODY);
        pass(29);
        assertThat(late).isEmpty();
        pass(1);
        assertThat(late).containsExactly(Awaited.BODY);
    }

    @Test
    void body_thatComesAtTheLeastRate_isNotLate() {
        clock.await(Awaited.BODY);
        for (int i = 0; i < 1000; i++) {
            clock.readBegins();
            pass(1);
            clock.received(256);
            clock.readEnds();
        }
        assertThat(late).isEmpty();
        clock.readBegins();
        pass(30);
        assertThat(late).containsExactly(Awaited.BODY);
    }

    @Test
    void whatHasArrived_isNotWaitedFor() {
        clock.await(Awaited.FIRST_HEAD);
        clock.readBegins();
        pass(9);
        clock.await(Awaited.NOTHING);
        pass(60);
        clock.await(Awaited.HEAD);
        clock.readBegins();
        pass(9);
        assertThat(late).isEmpty();
        pass(1);
        assertThat(late).containsExactly(Awaited.HEAD);
    }

    @Test
    void properties_outOfRange_sayWhatIsExpected() {
        assertThatThrownBy(() -> properties(Map.of("ai.gateway.edge.max-headers", 0)))
                .rootCause()
                .hasMessage("ai.gateway.edge.max-headers: 0 (expected: > 0)");
        assertThatThrownBy(() -> properties(Map.of("ai.gateway.edge.header-timeout", "0s")))
                .rootCause()
                .hasMessage("ai.gateway.edge.header-timeout: PT0S (expected: >= 1ms)");
    }
}
