package ai.gateway.bench;

import ai.gateway.wire.FrameSink;
import ai.gateway.wire.SseReader;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.runner.RunnerException;

import java.util.concurrent.TimeUnit;

import static java.nio.charset.StandardCharsets.UTF_8;

/** What it costs to find one event of 300 bytes. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class SseBenchmark {

    private static final int EVENTS = 1000;

    private final byte[] plain =
            ("data: {\"x\":\"" + "y".repeat(280) + "\"}\n\n").repeat(EVENTS).getBytes(UTF_8);
    private final byte[] named = ("event: content_block_delta\r\ndata: {\"x\":\"" + "y".repeat(280) + "\"}\r\n\r\n")
            .repeat(EVENTS)
            .getBytes(UTF_8);
    private final byte[] tiny = "data: x\n\n".repeat(EVENTS).getBytes(UTF_8);
    private final SseReader reader = new SseReader(1 << 20);
    private long seen;
    private final FrameSink sink = (name, bytes, from, to) -> seen += to - from;

    public static void main(String[] args) throws RunnerException {
        Bench.run(SseBenchmark.class);
    }

    @Benchmark
    @OperationsPerInvocation(EVENTS)
    public long event300() {
        return feed(plain, plain.length);
    }

    @Benchmark
    @OperationsPerInvocation(EVENTS)
    public long namedEvent300() {
        return feed(named, named.length);
    }

    @Benchmark
    @OperationsPerInvocation(EVENTS)
    public long tinyEvent() {
        return feed(tiny, tiny.length);
    }

    /** In pieces of a network packet, so that about every fifth event is cut. */
    @Benchmark
    @OperationsPerInvocation(EVENTS)
    public long event300InPackets() {
        return feed(plain, 1448);
    }

    private long feed(byte[] stream, int piece) {
        for (int from = 0; from < stream.length; from += piece) {
            reader.feed(stream, from, Math.min(stream.length, from + piece), sink);
        }
        return seen;
    }
}
