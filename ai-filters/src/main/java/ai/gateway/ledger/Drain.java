package ai.gateway.ledger;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Empties a journal into the database, in its order, one transaction a batch, and gives free what is empty. */
final class Drain {

    private static final int BATCH = 500;
    private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(100);
    private static final long LONGEST_PAUSE = TimeUnit.SECONDS.toNanos(5);

    private final Chain chain;
    private final Shelf shelf;
    private final Sink sink;
    private final Watch watch;
    private long failurePause;

    Drain(Chain chain, Shelf shelf, Sink sink, Watch watch) {
        this.chain = chain;
        this.shelf = shelf;
        this.sink = sink;
        this.watch = watch;
    }

    /** @return the pause after it */
    long round() {
        try {
            boolean more = once();
            if (failurePause > 0) {
                failurePause = 0;
                watch.works(Watch.Part.DATABASE);
            }
            return more ? 0 : PAUSE;
        } catch (LedgerException e) {
            failurePause = Math.min(LONGEST_PAUSE, Math.max(PAUSE, failurePause * 2));
            watch.failed(Watch.Part.DATABASE, e);
            return failurePause;
        }
    }

    /**
     * All that is there now.
     *
     * @throws LedgerException when the database does not take it
     */
    void all() {
        boolean more;
        do {
            more = once();
        } while (more);
    }

    /** @return whether there is more */
    private synchronized boolean once() {
        Segment from = chain.live().stream()
                .filter(each -> !each.isDrained())
                .findFirst()
                .orElse(null);
        if (from != null) {
            batch(from);
        }
        release();
        return from != null;
    }

    private void batch(Segment from) {
        List<Entry> entries = new ArrayList<>();
        int end = from.written();
        int at = from.drained();
        while (at < end && entries.size() < BATCH) {
            byte[] payload = from.payload(at);
            if (payload == null) {
                at += 8;
                continue;
            }
            at += Segment.size(payload.length);
            Entry entry = ended(payload);
            if (entry != null) {
                entries.add(entry);
            }
        }
        if (!entries.isEmpty()) {
            sink.write(entries);
        }
        from.drained(at);
    }

    private @Nullable Entry ended(byte[] payload) {
        if (EntryCodec.kind(payload) != EntryCodec.END) {
            return null;
        }
        try {
            return EntryCodec.read(payload);
        } catch (IllegalStateException | ArithmeticException | IndexOutOfBoundsException e) {
            watch.lost("a record of " + payload.length + " bytes", e);
            return null;
        }
    }

    /** The oldest first: an end must never be forgotten before its begin is. */
    private void release() {
        Segment oldest = chain.oldestDrained();
        while (oldest != null && chain.carryFrom(oldest)) {
            chain.live().forEach(Segment::force);
            oldest.blank();
            if (!chain.reuse(oldest, shelf.isOfThatSize(oldest))) {
                discard(oldest);
            }
            oldest = chain.oldestDrained();
        }
    }

    private void discard(Segment blank) {
        try {
            shelf.discard(blank);
        } catch (IOException e) {
            watch.failed(Watch.Part.DISK, e);
        }
    }
}
