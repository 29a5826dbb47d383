package ai.gateway.bench;

import ai.gateway.exchange.Usage;
import ai.gateway.ledger.Database;
import ai.gateway.ledger.Entry;
import ai.gateway.ledger.Journal;
import ai.gateway.ledger.JournalSettings;
import ai.gateway.ledger.SqlLedger;
import ai.gateway.ledger.Watch;
import ai.gateway.quota.Charge;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.infra.Blackhole;
import org.openjdk.jmh.runner.RunnerException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * What it costs to write one call down: its begin and its end, with the journal forced to disk and drained into H2 beside it.
 * Between calls some work passes: the database takes what a gateway sends, not what a loop does.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class JournalBenchmark {

    /** About 100 microseconds: some ten thousand calls a second. */
    private static final long WORK = 50_000;

    private Path directory;
    private Database database;
    private Journal journal;
    private long next;

    public static void main(String[] args) throws RunnerException {
        Bench.run(JournalBenchmark.class);
    }

    @Setup(Level.Iteration)
    public void open() throws IOException {
        directory = Files.createTempDirectory("journal");
        database = Database.at("jdbc:h2:file:" + directory.resolve("db"), "", "");
        journal = Journal.open(
                new JournalSettings(directory.resolve("journal"), 4 << 20, 256),
                new SqlLedger(database, Watch.NONE),
                Watch.NONE);
    }

    @TearDown(Level.Iteration)
    public void close() throws IOException {
        journal.close();
        database.close();
        try (Stream<Path> all = Files.walk(directory)) {
            all.sorted(Comparator.reverseOrder()).forEach(each -> each.toFile().delete());
        }
    }

    /** To be taken off the other. */
    @Benchmark
    public Entry workAlone() {
        Blackhole.consumeCPU(WORK);
        entry("under_way");
        return entry("complete");
    }

    @Benchmark
    public void workBeginAndEnd() {
        Blackhole.consumeCPU(WORK);
        journal.begin(entry("under_way"));
        journal.end(entry("complete"));
        next++;
    }

    private Entry entry(String ending) {
        return new Entry(
                "018f3c2a9b7d" + next,
                1_800_000_000_000L,
                new Entry.Who("alice", "acme/search", Map.of("team", "search")),
                new Entry.What("llm", "openai", "chat", "gpt-5.4-mini", "openai", "gpt-5.4-mini"),
                new Entry.How(ending, 200, null, 1, true, null, 120, 3400, false),
                new Usage(1200, 800, 0, 340, 120),
                new Entry.Cost(1_234_567, "list"),
                List.of(
                        new Charge("tokens/1m/key:alice", 1_800_000_000_000L, 1_800_000_060_000L, 1540),
                        new Charge("usd/month/owner:acme", 1_798_761_600_000L, 1_801_440_000_000L, 1_234_567)));
    }
}
