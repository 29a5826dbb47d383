package ai.gateway.ledger;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class JournalTest {

    private static final int SEGMENT = 256 << 10;
    private static final Duration SOON = Duration.ofSeconds(30);

    @TempDir
    Path directory;

    private final MemorySink sink = new MemorySink();
    private final Noted noted = new Noted();
    private final List<Journal> opened = new ArrayList<>();

    @AfterEach
    void close() {
        opened.forEach(Journal::close);
    }

    private Journal open(Path where, int segments) {
        Journal journal = Journal.open(new JournalSettings(where, SEGMENT, segments), sink, noted);
        opened.add(journal);
        return journal;
    }

    private Journal open() {
        return open(directory, 4);
    }

    /** What a killed process leaves behind: its files as they are at this moment. */
    private Path left() throws IOException {
        Path copy = Files.createTempDirectory(directory, "left");
        for (Path each : segments()) {
            Files.copy(each, copy.resolve(each.getFileName()));
        }
        return copy;
    }

    private List<Path> segments() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(each -> each.toString().endsWith(".bin")).toList();
        }
    }

    private static void await(org.awaitility.core.ThrowingRunnable that) {
        Awaitility.await()
                .ignoreExceptionsInstanceOf(LedgerException.class)
                .atMost(SOON)
                .pollInterval(Duration.ofMillis(10))
                .untilAsserted(that);
    }

    @Test
    void end_entry_reachesTheDatabase() {
        Journal journal = open();
        journal.begin(Entries.full("a"));
        journal.end(Entries.full("a"));
        journal.end(Entries.sparse("b"));

        await(() -> assertThat(sink.kept()).containsExactly(Entries.full("a"), Entries.sparse("b")));
        assertThat(journal.standing().openCalls()).isZero();
    }

    @Test
    void open_afterAKill_endsAreKeptAndBeginsInterrupted() throws IOException {
        sink.down(true);
        Journal journal = open();
        journal.begin(Entries.full("a"));
        journal.end(Entries.sparse("a"));
        journal.begin(Entries.full("b"));
        Path left = left();
        sink.down(false);

        open(left, 4);

        assertThat(sink.kept())
                .containsExactly(Entries.sparse("a"), Entries.full("b").ending("interrupted"));
    }

    @Test
    void open_again_bringsNothingTwice() throws IOException {
        Journal journal = open();
        journal.end(Entries.full("a"));
        journal.begin(Entries.full("b"));
        journal.settle();
        Path left = left();
        MemorySink fresh = new MemorySink();

        Journal.open(new JournalSettings(left, SEGMENT, 4), fresh, noted).close();
        assertThat(fresh.ids()).containsExactly("b");

        MemorySink fresher = new MemorySink();
        Journal.open(new JournalSettings(left, SEGMENT, 4), fresher, noted).close();
        assertThat(fresher.ids()).isEmpty();
    }

    @Test
    void close_openCalls_areInterrupted() {
        Journal journal = open();
        journal.begin(Entries.full("a"));
        journal.close();

        assertThat(sink.kept()).containsExactly(Entries.full("a").ending("interrupted"));
        assertThatThrownBy(() -> journal.end(Entries.full("a")))
                .isInstanceOf(LedgerException.class)
                .hasMessage("journal: closed");
    }

    /** However long it takes: what it said when it began does not hold back a file, nor is it lost with one. */
    @Test
    void begin_aLongCall_movesOnWithTheJournal() throws IOException {
        Journal journal = open();
        journal.begin(Entries.full("long"));
        List<String> all = new ArrayList<>();
        for (int i = 0; i < 8000; i++) {
            all.add("id-" + i);
            journal.begin(Entries.full("id-" + i));
            journal.end(Entries.full("id-" + i));
            if (i % 200 == 0) {
                journal.settle();
            }
        }
        journal.settle();
        assertThat(sink.ids()).isEqualTo(all);
        assertThat(journal.standing().segments()).isLessThanOrEqualTo(4);
        Path left = left();

        open(left, 4);

        assertThat(sink.ids()).hasSize(8001).last().isEqualTo("long");
    }

    @Test
    void begin_databaseAway_growsToItsBoundThenRefusesButLetsEnd() {
        sink.down(true);
        Journal journal = open();
        List<String> begun = new ArrayList<>();
        LedgerException refused = null;
        while (refused == null) {
            try {
                journal.begin(Entries.full("id-" + begun.size()));
                begun.add("id-" + begun.size());
            } catch (LedgerException e) {
                refused = e.getMessage().contains("moment") ? null : e;
            }
        }
        begun.forEach(each -> journal.end(Entries.full(each)));

        assertThat(refused)
                .hasMessage("journal: full, as the database does not keep up (all of its 4 files are in use)");
        assertThat(begun).hasSizeGreaterThan(500);
        await(() -> assertThat(noted.failed).contains("DATABASE: down"));
        sink.down(false);
        await(() -> assertThat(sink.ids()).isEqualTo(begun));
        await(() -> journal.begin(Entries.full("again")));
        await(() -> assertThat(noted.works).contains("DATABASE"));
    }

    @Test
    void append_byManyThreads_eachIsWholeAndOnce() {
        Journal journal = open(directory, 16);
        List<CompletableFuture<Void>> writers = IntStream.range(0, 4)
                .mapToObj(writer -> CompletableFuture.runAsync(() -> {
                    for (int i = 0; i < 1500; i++) {
                        Entry entry = Entries.full(writer + "-" + i);
                        patiently(() -> journal.begin(entry));
                        patiently(() -> journal.end(entry));
                    }
                }))
                .toList();
        writers.forEach(CompletableFuture::join);
        journal.settle();

        assertThat(sink.kept()).hasSize(6000);
        assertThat(sink.kept()).allSatisfy(each -> assertThat(each).isEqualTo(Entries.full(each.id())));
    }

    /** A journal of toy size may be full for a moment. */
    private static void patiently(Runnable append) {
        while (true) {
            try {
                append.run();
                return;
            } catch (LedgerException full) {
                assertThat(full).hasMessageStartingWith("journal: full");
            }
        }
    }

    @Test
    void open_tornTail_keepsAllThatIsWhole() throws IOException {
        sink.down(true);
        Journal journal = open();
        for (int i = 0; i < 20; i++) {
            journal.end(Entries.full("id-" + i));
        }
        int size = (int) (journal.standing().waitingBytes() / 20);
        sink.down(false);
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int round = 0; round < 20; round++) {
            Path left = left();
            int at = Segment.HEADER + 19 * size + random.nextInt(size - 16);
            garble(written(left), at, random);
            MemorySink fresh = new MemorySink();

            Journal again = Journal.open(new JournalSettings(left, SEGMENT, 4), fresh, noted);
            again.end(Entries.full("next"));
            again.close();

            assertThat(fresh.ids()).as("seed %d", seed).hasSize(20).contains("id-0", "id-18", "next");
        }
    }

    @Test
    void open_foreignBytesBetweenRecords_areReportedAndLeftOut() throws IOException {
        sink.down(true);
        Journal journal = open();
        for (int i = 0; i < 20; i++) {
            journal.end(Entries.full("id-" + i));
        }
        int size = (int) (journal.standing().waitingBytes() / 20);
        Path left = left();
        garble(written(left), Segment.HEADER + 5 * size, new Random(5));
        MemorySink fresh = new MemorySink();

        Journal.open(new JournalSettings(left, SEGMENT, 4), fresh, noted).close();

        assertThat(fresh.ids()).hasSize(19).doesNotContain("id-5").contains("id-4", "id-6", "id-19");
        assertThat(noted.lost).hasSize(1).first().asString().contains(size + " bytes");
    }

    private static Path written(Path left) throws IOException {
        try (Stream<Path> files = Files.list(left)) {
            for (Path each : files.toList()) {
                try (RandomAccessFile file = new RandomAccessFile(each.toFile(), "r")) {
                    file.seek(8);
                    if (file.readLong() != 0) {
                        return each;
                    }
                }
            }
        }
        throw new AssertionError("nothing was written");
    }

    private static void garble(Path path, int at, Random random) throws IOException {
        byte[] noise = new byte[16];
        random.nextBytes(noise);
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw")) {
            file.seek(at);
            file.write(noise);
        }
    }

    @Test
    void open_filesOfOthers_arePutAside() throws IOException {
        Files.writeString(directory.resolve("journal-1.bin"), "x".repeat(5000));
        Files.writeString(directory.resolve("journal-2.bin"), "");
        Files.writeString(directory.resolve("journal-3.new"), "half a file, of one who was killed");
        Files.writeString(directory.resolve("notes.txt"), "mine");

        Journal journal = open();
        journal.end(Entries.full("a"));
        journal.settle();

        assertThat(sink.ids()).containsExactly("a");
        assertThat(directory.resolve("journal-1.bin.damaged")).hasContent("x".repeat(5000));
        assertThat(directory.resolve("notes.txt")).hasContent("mine");
        assertThat(directory.resolve("journal-3.new")).doesNotExist();
        assertThat(noted.lost).hasSize(2);
    }

    @Test
    void open_anotherSize_takesOverWhatIsThere() throws IOException {
        sink.down(true);
        Journal journal = open();
        journal.end(Entries.full("a"));
        Path left = left();
        sink.down(false);

        Journal larger = Journal.open(new JournalSettings(left, 2 * SEGMENT, 4), sink, noted);
        opened.add(larger);
        larger.end(Entries.full("b"));
        larger.settle();

        assertThat(sink.ids()).containsExactly("a", "b");
    }

    @Test
    void open_aDirectoryInUse_isRefused() {
        open();

        assertThatThrownBy(this::open)
                .isInstanceOf(LedgerException.class)
                .hasMessageContaining("in use by another gateway");
    }

    @Test
    void open_whereNothingCanBeWritten_isRefused() throws IOException {
        Path file = Files.writeString(directory.resolve("file"), "");

        assertThatThrownBy(() -> open(file.resolve("below"), 4))
                .isInstanceOf(LedgerException.class)
                .hasMessageContaining("nothing can be written in");
    }

    @Test
    void open_databaseAway_isRefusedAndNothingIsLost() throws IOException {
        sink.down(true);
        Journal journal = open();
        journal.end(Entries.full("a"));
        Path left = left();

        assertThatThrownBy(() -> open(left, 4)).isInstanceOf(LedgerException.class);
        sink.down(false);
        open(left, 4);

        assertThat(sink.ids()).containsExactly("a");
    }

    /** A directory that is gone takes no more files, as a full disk does. */
    @Test
    void begin_diskTakesNoMore_isRefusedUntilItDoes() throws IOException {
        sink.down(true);
        Path mounted = Files.createDirectory(directory.resolve("mounted"));
        Journal journal = open(mounted, 16);
        Path away = Files.move(mounted, directory.resolve("away"));
        LedgerException refused = null;
        for (int i = 0; refused == null; i++) {
            try {
                journal.begin(Entries.full("id-" + i));
            } catch (LedgerException e) {
                refused = e.getMessage().contains("the disk takes no more") ? e : null;
            }
        }
        Files.move(away, mounted);

        await(() -> journal.begin(Entries.full("again")));
        assertThat(noted.failed).anySatisfy(each -> assertThat(each).startsWith("DISK: "));
        await(() -> assertThat(noted.works).contains("DISK"));
        assertThat(journal.standing().segments()).isGreaterThan(3);
    }

    @Test
    void end_tooLarge_isRefusedAlone() {
        Journal journal = open();
        ai.gateway.quota.Charge[] many = IntStream.range(0, 200)
                .mapToObj(i -> Entries.charge("c".repeat(500) + i, 1))
                .toArray(ai.gateway.quota.Charge[]::new);

        assertThatThrownBy(() -> journal.end(Entries.charged("large", many)))
                .isInstanceOf(LedgerException.class)
                .hasMessageContaining("at most 65536");
        journal.end(Entries.full("a"));
        journal.settle();
        assertThat(sink.ids()).containsExactly("a");
    }
}
