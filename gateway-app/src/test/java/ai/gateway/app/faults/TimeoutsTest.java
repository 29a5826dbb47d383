package ai.gateway.app.faults;

import ai.gateway.app.faults.Bench.Told;
import ai.gateway.pipeline.Outcome;
import ai.gateway.testing.BlockingCheck;
import ai.gateway.testing.Faults;
import ai.gateway.testing.LeakCheck;
import ai.gateway.testing.RawHttp;
import ai.gateway.testing.RawHttp.Ending;
import ai.gateway.testing.Script;
import ai.gateway.testing.SeenClose;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import static ai.gateway.app.faults.Verdicts.assertBrokenOff;
import static ai.gateway.app.faults.Verdicts.assertRefused;
import static ai.gateway.app.faults.Verdicts.assertUsage;
import static ai.gateway.exchange.FailureCode.UPSTREAM_TIMEOUT;
import static org.assertj.core.api.Assertions.assertThat;

/** Providers that are late, silent or slow: U4 and U5 of the table. Each clock fires in time, and the provider is let go. */
@ExtendWith({LeakCheck.class, BlockingCheck.class})
class TimeoutsTest {

    private static final Duration FIRST = Duration.ofMillis(500);
    private static final Duration BETWEEN = Duration.ofMillis(400);
    private static final Duration TOTAL = Duration.ofMillis(1500);
    /** The table allows 250 ms on a machine of one's own. */
    private static final Duration SLACK = Duration.ofMillis(Integer.getInteger("faults.slack", 600));

    private static Bench bench;

    @BeforeAll
    static void start() {
        bench = new Bench(
                "ai.gateway.timeouts.first-event=" + FIRST.toMillis() + "ms",
                "ai.gateway.timeouts.between-events=" + BETWEEN.toMillis() + "ms",
                "ai.gateway.timeouts.total=" + TOTAL.toMillis() + "ms");
        for (Wire wire : Wire.values()) {
            bench.play(wire.healthy(false)).ask(wire, false);
        }
        bench.upstream.release();
    }

    @AfterAll
    static void everythingIsSettledOnce() {
        bench.closeSettled();
    }

    static Stream<Arguments> wires() {
        return UpstreamFaultsTest.wires();
    }

    private static Told timed(Wire wire, boolean stream, Script script, Duration clock) {
        int closed = (int) bench.upstream.closes().stream()
                .filter(close -> close.by() != SeenClose.By.SCRIPT)
                .count();
        Told told = bench.play(script).ask(wire, stream);
        assertThat(told.took()).isBetween(clock.minusMillis(20), clock.plus(SLACK));
        List<SeenClose> closes = bench.upstream.awaitClosedByPeer(closed + 1, SLACK);
        assertThat(closes).hasSizeGreaterThan(closed);
        return told;
    }

    @ParameterizedTest
    @MethodSource("wires")
    void u4_noAnswer_is504AtTheFirstEventClock(Wire wire, boolean stream) {
        assertRefused(timed(wire, stream, Faults.hang(), FIRST), wire, UPSTREAM_TIMEOUT);
    }

    @ParameterizedTest
    @MethodSource("wires")
    void u4_headAndThenNothing_is504AtTheFirstEventClock(Wire wire, boolean stream) {
        Script head = stream ? Faults.stallInStream() : Script.head(200, "content-type: application/json");
        assertRefused(timed(wire, stream, head.hang(), FIRST), wire, UPSTREAM_TIMEOUT);
    }

    @ParameterizedTest
    @MethodSource("wires")
    void u4_stallInTheMiddle_endsAtTheClockBetweenEvents(Wire wire, boolean stream) {
        String first = wire.events()[0];
        Told told = timed(wire, true, Faults.stallInStream(first), BETWEEN);
        assertBrokenOff(told, wire, UPSTREAM_TIMEOUT);
        assertUsage(told, 7, 1);
    }

    @ParameterizedTest
    @MethodSource("wires")
    void u4_endlessDrip_endsAtTheTotalClock(Wire wire, boolean stream) {
        if (stream) {
            String[] drip =
                    IntStream.range(0, 40).mapToObj(i -> wire.events()[0]).toArray(String[]::new);
            Told told = timed(wire, true, Faults.slowStream(Duration.ofMillis(100), drip), TOTAL);
            assertBrokenOff(told, wire, UPSTREAM_TIMEOUT);
        } else {
            assertRefused(
                    timed(wire, false, Faults.slowBody(Duration.ofMillis(50), wire.json()), TOTAL),
                    wire,
                    UPSTREAM_TIMEOUT);
        }
    }

    @ParameterizedTest
    @MethodSource("wires")
    void u5_slowStream_isNotCutWhileItIsAlive(Wire wire, boolean stream) {
        Told told = bench.play(Faults.slowStream(Duration.ofMillis(150), wire.events()))
                .ask(wire, true);
        assertThat(told.answer().ending()).isEqualTo(Ending.CLEAN_END);
        assertThat(told.settled().ending()).isEqualTo(Outcome.Ending.COMPLETE);
        assertUsage(told, 7, 3);
        assertThat(told.answer().pieces()).hasSize(wire.events().length);
    }

    @ParameterizedTest
    @MethodSource("wires")
    void u4_clientThatReadsNothingForAWhile_isNoSilenceOfTheProvider(Wire wire, boolean stream) {
        // big events: a flood of tiny ones keeps the loop busy with what the leak detector notes of each
        bench.play(Script.head(200, "content-type: text/event-stream")
                .flood("data: \"" + "x".repeat(8000) + "\"\n\n", Long.MAX_VALUE)
                .end());
        int before = bench.ledger.settled();
        try (RawHttp client = RawHttp.connect(bench.port(), 4096).send(bench.request(wire, true))) {
            List<Ledger.Entry> ends = bench.ledger.awaitSettled(before, 1, TOTAL.plus(SLACK));
            assertThat(ends)
                    .singleElement()
                    .satisfies(
                            end -> assertThat(end.outcome().failure().message()).contains("(total time-out)"));
        }
    }
}
