package ai.gateway.app.pools;

import ai.gateway.app.pools.Load.Sample;
import ai.gateway.testing.Faults;
import ai.gateway.testing.Script;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;

import static ai.gateway.app.pools.PoolBench.fails;
import static ai.gateway.app.pools.PoolBench.piece;
import static ai.gateway.app.pools.PoolBench.pool;
import static ai.gateway.app.pools.PoolBench.request;
import static ai.gateway.app.pools.PoolBench.says;
import static ai.gateway.app.pools.PoolBench.streamed;
import static org.assertj.core.api.Assertions.assertThat;

/** What pools promise in numbers, and what they do; printed as rows of a table. */
@Tag("heavy")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PoolFiguresHeavyIT {

    private static final int CLIENTS = 32;
    private static final int GOOD = 200;
    private static final int SLOW = 2000;
    private static final int HEDGED = 2000;
    private static final int USUAL = 100;
    private static final int HEDGERS = 16;
    private static final long TOTAL_NANOS = TimeUnit.MILLISECONDS.toNanos(1000);
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    private PoolBench bench;

    @BeforeAll
    void start() {
        String quick = "strategy: round-robin, failover: { total: 1s }, breaker: { open: 1s }";
        bench = new PoolBench(
                "",
                pool("alone", "strategy: lowest-latency", "a"),
                pool("latency", "strategy: lowest-latency", "a", "b"),
                pool("outage", quick, "a", "b", "c, timeouts.first-event: 300ms"),
                pool("plain", "strategy: round-robin", "a", "b"),
                pool("hedged", "strategy: round-robin, hedge: { after: p95 }", "a", "b"));
        row("figure", "promised", "measured");
    }

    @AfterAll
    void stop() {
        bench.awaitQuiet();
        bench.close();
    }

    private static void row(String figure, String promised, String measured) {
        System.out.printf("| %-62s | %-10s | %-28s |%n", figure, promised, measured);
    }

    private static String number(String format, Object... values) {
        return String.format(java.util.Locale.ROOT, format, values);
    }

    private static Script after(int millis, Script answer) {
        return Script.silence().pause(millis).and(answer);
    }

    private static List<Sample> between(List<Sample> samples, long from, long to) {
        return samples.stream()
                .filter(each -> each.began() >= from && each.began() < to)
                .toList();
    }

    private static double p99(List<Sample> samples) {
        return Load.millis(0.99, samples.stream().mapToLong(Sample::nanos));
    }

    /** Waits by asking: so long after that moment, as many requests have come as the load makes in that time. */
    private static void awaitTime(long nanos) {
        Awaitility.await().atMost(Duration.ofMinutes(1)).until(() -> System.nanoTime() - nanos >= 0);
    }

    @Test
    void lowestLatency_oneGetsSlow_trafficMovesAndComesBack() {
        bench.play("alone", "a", after(GOOD, says("one")));
        Load.of(1000, bench.gateway.port(), request("alone", "hi"), CLIENTS); // warms up
        double alone = p99(Load.of(2000, bench.gateway.port(), request("alone", "hi"), CLIENTS));
        bench.play("latency", "a", after(GOOD, says("one"))).play("latency", "b", after(GOOD, says("two")));
        try (Load load = Load.start(bench.gateway.port(), request("latency", "hi"), CLIENTS)) {
            awaitTime(System.nanoTime() + 3 * SECOND);
            long slow = System.nanoTime();
            bench.play("latency", "b", after(SLOW, says("two")));
            awaitTime(slow + 12 * SECOND);
            List<Sample> moved = between(load.samples(), slow + 2 * SECOND, slow + 11 * SECOND);
            double shareOfGood = Load.share(moved, "latency-a");
            double ratio = p99(moved) / alone;
            long well = System.nanoTime();
            bench.play("latency", "b", after(GOOD, says("two")));
            Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> isBack(load.samples()));
            double back = (System.nanoTime() - well) / 1e9;
            row("lowest-latency: traffic at the good one, 2 s after", ">= 95 %", number("%.1f %%", shareOfGood * 100));
            row("lowest-latency: p99 to that of the good one alone", "<= 1.3", number("%.2f (%.0f ms)", ratio, alone));
            row("lowest-latency: the other one is back after", "<= 30 s", number("%.1f s", back));
            assertThat(shareOfGood).isGreaterThanOrEqualTo(0.95);
            assertThat(ratio).isLessThanOrEqualTo(1.3);
            assertThat(back).isLessThanOrEqualTo(30);
        }
    }

    /** As much of the last second's traffic as two that are alike get, or nearly. */
    private static boolean isBack(List<Sample> samples) {
        long now = System.nanoTime();
        List<Sample> last = between(samples, now - SECOND, now);
        return !last.isEmpty() && Load.share(last, "latency-b") >= 0.3;
    }

    @Test
    void outage_ofAll_isNotMadeWorseAndEndsWhenItEnds() {
        bench.play("outage", "a", after(5, fails(503)))
                .play("outage", "b", after(5, fails(500)))
                .play("outage", "c", Faults.hang());
        try (Load load = Load.start(bench.gateway.port(), request("outage", "hi"), CLIENTS)) {
            awaitTime(System.nanoTime() + 3 * SECOND);
            int before = load.samples().size();
            int callsBefore = outageCalls();
            awaitTime(System.nanoTime() + 8 * SECOND);
            int callsAfter = outageCalls();
            int after = load.samples().size();
            double attempts = (callsAfter - callsBefore) / (double) (after - before);
            for (String letter : List.of("a", "b", "c")) {
                bench.play("outage", letter, after(5, says("well")));
            }
            long well = System.nanoTime();
            awaitTime(well + 4 * SECOND);
            List<Sample> all = load.samples();
            double longest = all.stream().mapToLong(Sample::nanos).max().orElseThrow() / 1e6;
            long lastBad = all.stream()
                    .filter(each -> !each.isGood())
                    .mapToLong(Sample::ended)
                    .max()
                    .orElseThrow();
            double recovered = (lastBad - well) / 1e6;
            row("outage: calls a request, of " + (after - before), "<= 1.2", number("%.3f", attempts));
            row("outage: the longest that a client waited", "<= 1250 ms", number("%.0f ms", longest));
            row("outage: last failure after its end", "<= 1000 ms", number("%.0f ms", recovered));
            assertThat(attempts).isLessThanOrEqualTo(1.2);
            assertThat(longest).isLessThanOrEqualTo((TOTAL_NANOS / 1e6) + 250);
            assertThat(recovered).isLessThanOrEqualTo(1000);
            assertThat(between(all, well + SECOND, Long.MAX_VALUE)).isNotEmpty().allMatch(Sample::isGood);
        }
    }

    private int outageCalls() {
        return bench.calls("outage", "a") + bench.calls("outage", "b") + bench.calls("outage", "c");
    }

    @Test
    void hedging_heavyTail_isCutAtLittleCost() {
        for (String pool : List.of("plain", "hedged")) {
            Random random = new Random(4711);
            for (String letter : List.of("a", "b")) {
                Script[] scripts = heavyTailed(random);
                bench.play(pool, letter, scripts[0], Arrays.copyOfRange(scripts, 1, scripts.length));
            }
        }
        List<Sample> plain = Load.of(HEDGED, bench.gateway.port(), streamed("plain"), HEDGERS);
        List<Sample> hedged = Load.of(HEDGED, bench.gateway.port(), streamed("hedged"), HEDGERS);
        assertThat(hedged).hasSize(HEDGED).allMatch(Sample::isGood);
        double before = Load.millis(0.99, plain.stream().mapToLong(Sample::nanosToSpeak));
        double after = Load.millis(0.99, hedged.stream().mapToLong(Sample::nanosToSpeak));
        double extra = (bench.calls("hedged", "a") + bench.calls("hedged", "b") - HEDGED) / (double) HEDGED;
        double fall = 1 - after / before;
        String measured = number("%.0f %% (%.0f to %.0f ms)", fall * 100, before, after);
        row("hedging at p95: p99 of the first event falls by", ">= 50 %", measured);
        row("hedging at p95: extra calls", "<= 6 %", number("%.1f %%", extra * 100));
        assertThat(fall).isGreaterThanOrEqualTo(0.5);
        assertThat(extra).isLessThanOrEqualTo(0.06);
    }

    /** One in twenty takes twenty times as long. */
    private static Script[] heavyTailed(Random random) {
        Script[] scripts = new Script[HEDGED];
        for (int i = 0; i < scripts.length; i++) {
            int millis = random.nextInt(20) == 0 ? 20 * USUAL : USUAL;
            scripts[i] = after(millis, Script.sse(piece("one"), "[DONE]"));
        }
        return scripts;
    }
}
