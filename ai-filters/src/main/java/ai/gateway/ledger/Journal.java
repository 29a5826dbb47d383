package ai.gateway.ledger;

import ai.gateway.quota.Charge;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * A ledger that writes ahead: what it takes is in the memory of a file when the method returns, which outlives this process, and
 * on the disk some ten milliseconds later, which outlives the machine. From there a thread of its own brings it to the database.
 *
 * <p>Taking an entry is a copy under a short lock. While the database is away the journal grows, up to its bound; then it takes no
 * more calls, though the ends of those that it has taken.
 */
public final class Journal implements Ledger, AutoCloseable {

    /**
     * @param segments files that there are
     * @param waitingBytes that have not reached the database
     * @param openCalls that have begun and not ended
     */
    public record Standing(int segments, long waitingBytes, int openCalls) {}

    private static final ThreadLocal<Packing> RECORD = ThreadLocal.withInitial(Packing::new);

    private final Chain chain;
    private final Shelf shelf;
    private final Sink sink;
    private final Drain drain;
    private final Keeper keeper;
    private final Watch watch;
    private final List<Worker> workers = new ArrayList<>();

    private Journal(Chain chain, Shelf shelf, Sink sink, Watch watch) {
        this.chain = chain;
        this.shelf = shelf;
        this.sink = sink;
        this.watch = watch;
        this.drain = new Drain(chain, shelf, sink, watch);
        this.keeper = new Keeper(chain, shelf, watch);
    }

    /**
     * Brings what an earlier run has left behind to the database first, calls that never ended as {@code interrupted}.
     *
     * @throws LedgerException when the directory is another's, nothing can be written there, or the database takes nothing
     */
    public static Journal open(JournalSettings settings, SqlLedger database, Watch watch) {
        return open(settings, (Sink) database, watch);
    }

    static Journal open(JournalSettings settings, Sink sink, Watch watch) {
        Shelf shelf = Shelf.open(settings.directory(), settings.segmentBytes());
        try {
            Chain chain = new Chain(settings.segments());
            List<Segment> found = shelf.find(watch);
            for (int i = 0; i < found.size(); i++) {
                Segment each = found.get(i);
                chain.recover(each, i == found.size() - 1 && shelf.isOfThatSize(each), watch);
            }
            Journal journal = new Journal(chain, shelf, sink, watch);
            journal.start();
            return journal;
        } catch (IOException e) {
            shelf.close();
            throw new LedgerException("journal: nothing can be written in " + settings.directory() + ": " + e, e);
        } catch (RuntimeException e) {
            shelf.close();
            throw e;
        }
    }

    private void start() throws IOException {
        drain.all();
        keeper.grow();
        interrupt();
        drain.all();
        workers.add(Worker.start("ledger-journal", keeper::round));
        workers.add(Worker.start("ledger-drain", drain::round));
    }

    /** Whoever has begun and not ended never will. */
    private void interrupt() {
        for (Entry each : chain.unended()) {
            end(each.ending("interrupted"));
        }
    }

    @Override
    public void begin(Entry as) {
        append(EntryCodec.BEGIN, as);
    }

    @Override
    public void end(Entry as) {
        append(EntryCodec.END, as);
    }

    private void append(int kind, Entry entry) {
        Packing record = RECORD.get();
        record.clear();
        EntryCodec.write(kind, entry, record);
        if (record.length() > Segment.LONGEST_RECORD) {
            throw new LedgerException("journal: an entry of " + record.length() + " bytes (expected: at most "
                    + Segment.LONGEST_RECORD + ")");
        }
        chain.append(kind, entry.id(), record);
    }

    public Standing standing() {
        return chain.standing();
    }

    /**
     * All that still counts, with what has ended up to now: what quotas are seeded with. Waits for the database.
     *
     * @param now in milliseconds since 1970
     * @throws LedgerException when the database does not answer
     */
    public Collection<Charge> live(long now) {
        drain.all();
        return sink.live(now);
    }

    /**
     * Brings to the database what has ended so far.
     *
     * @throws LedgerException when it does not take it
     */
    void settle() {
        drain.all();
    }

    /** Brings everything to the database, calls that have not ended as interrupted. What it does not take waits for the next start. */
    @Override
    public void close() {
        workers.forEach(Worker::close);
        try {
            interrupt();
            chain.close();
            drain.all();
        } catch (LedgerException e) {
            watch.failed(Watch.Part.DATABASE, e);
        } finally {
            chain.close();
            leave();
        }
    }

    private void leave() {
        try {
            keeper.force();
        } finally {
            shelf.close();
        }
    }
}
