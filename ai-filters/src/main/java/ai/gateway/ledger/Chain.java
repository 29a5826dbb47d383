package ai.gateway.ledger;

import org.jspecify.annotations.Nullable;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The segments of a journal, and the calls that have begun in them. Everything that changes does so under one lock, which is held
 * for a copy and no longer. A call that begins is promised room for its end.
 */
final class Chain {

    private static final int SPARES = 2;

    /** @param promise room that is kept for its end, and for writing its begin once more */
    private record Begun(Segment in, int at, long promise) {}

    private final int most;
    private final Deque<Segment> sealed = new ArrayDeque<>();
    private final Deque<Segment> spares = new ArrayDeque<>();
    private final Map<String, Begun> open = new LinkedHashMap<>();
    private @Nullable Segment current;
    private long promised;
    private long sequence;
    private boolean closed;
    private @Nullable Throwable growth;

    Chain(int most) {
        this.most = most;
    }

    /** Takes a segment of an earlier run; they come in the order in which they were written. */
    synchronized void recover(Segment segment, boolean goesOn, Watch watch) {
        if (segment.isBlank()) {
            spares.add(segment);
            return;
        }
        int strange = segment.recover((at, payload) -> {
            String id = EntryCodec.id(payload);
            if (EntryCodec.kind(payload) == EntryCodec.BEGIN) {
                opened(id, new Begun(segment, at, promise(payload.length)));
            } else {
                ended(id);
            }
        });
        if (strange > 0) {
            watch.lost(
                    segment.path() + ": " + strange + " bytes", new IllegalStateException("not records of a journal"));
        }
        sequence = Math.max(sequence, segment.sequence());
        seal();
        if (goesOn) {
            current = segment;
        } else {
            sealed.add(segment);
        }
    }

    synchronized boolean wantsMore() {
        boolean none = current == null && spares.isEmpty();
        return none || (total() < most && room() < promised + reserve());
    }

    private long reserve() {
        Segment like = current != null ? current : spares.peek();
        return like == null ? 1 : (long) SPARES * (like.capacity() - Segment.HEADER);
    }

    synchronized void add(Segment blank) {
        growth = null;
        spares.add(blank);
    }

    synchronized void cannotGrow(Throwable why) {
        growth = why;
    }

    /** @throws LedgerException when there is no room, or the journal is closed */
    void append(int kind, String id, Packing record) {
        int length = record.length();
        int checksum = Segment.checksum(record.bytes(), length);
        try {
            synchronized (this) {
                if (kind == EntryCodec.BEGIN) {
                    begin(id, record, checksum);
                } else {
                    into(length).append(record.bytes(), length, checksum);
                    ended(id);
                }
            }
        } catch (InternalError e) {
            throw new LedgerException("journal: a file of it was taken away", e);
        }
    }

    private void begin(String id, Packing record, int checksum) {
        int length = record.length();
        long promise = promise(length);
        if (room() - promised < promise + Segment.size(length)) {
            throw full();
        }
        Segment in = into(length);
        opened(id, new Begun(in, in.append(record.bytes(), length, checksum), promise));
    }

    /** What an end says beyond its begin is counts and a few words. */
    private static long promise(int length) {
        return 2L * Segment.size(length) + 1024;
    }

    private void opened(String id, Begun begun) {
        ended(id);
        open.put(id, begun);
        promised += begun.promise();
    }

    private void ended(String id) {
        Begun begun = open.remove(id);
        promised -= begun == null ? 0 : begun.promise();
    }

    /** One that has room for so much. */
    private Segment into(int length) {
        if (closed) {
            throw new LedgerException("journal: closed");
        }
        Segment into = current;
        return into == null || into.left() < Segment.size(length) ? next() : into;
    }

    private Segment next() {
        Segment next = spares.poll();
        if (next == null) {
            throw full();
        }
        next.begin(++sequence);
        seal();
        current = next;
        return next;
    }

    private void seal() {
        if (current != null) {
            sealed.add(current);
            current = null;
        }
    }

    private LedgerException full() {
        Throwable why = growth;
        if (why != null) {
            return new LedgerException("journal: full, and the disk takes no more: " + why, why);
        }
        if (total() < most) {
            return new LedgerException("journal: full for a moment, until another file is ready");
        }
        return new LedgerException(
                "journal: full, as the database does not keep up (all of its " + most + " files are in use)");
    }

    private int total() {
        return sealed.size() + spares.size() + (current == null ? 0 : 1);
    }

    private long room() {
        long room = current == null ? 0 : current.left();
        for (Segment spare : spares) {
            room += spare.capacity() - Segment.HEADER;
        }
        return room;
    }

    /** Those that may hold something, in the order in which they were written. */
    synchronized List<Segment> live() {
        List<Segment> live = new ArrayList<>(sealed);
        if (current != null) {
            live.add(current);
        }
        return live;
    }

    /** Null where there is none that nobody writes to and that is drained. */
    synchronized @Nullable Segment oldestDrained() {
        Segment oldest = sealed.peek();
        return oldest != null && oldest.isDrained() ? oldest : null;
    }

    /**
     * Writes what has begun there, and goes on, once more at the end.
     *
     * @return whether nothing of it is left there
     */
    boolean carryFrom(Segment oldest) {
        while (true) {
            synchronized (this) {
                Map.Entry<String, Begun> first = first();
                if (first == null || !first.getValue().in().equals(oldest)) {
                    return true;
                }
                byte[] payload = oldest.payload(first.getValue().at());
                if (closed || payload == null || room() < Segment.size(payload.length)) {
                    return false;
                }
                Segment in = into(payload.length);
                int at = in.append(payload, payload.length, Segment.checksum(payload, payload.length));
                opened(first.getKey(), new Begun(in, at, first.getValue().promise()));
            }
        }
    }

    /** They stand in the order in which they were written: who was carried over went to the end. */
    private Map.@Nullable Entry<String, Begun> first() {
        return open.isEmpty() ? null : open.entrySet().iterator().next();
    }

    /** @return whether it is kept, to be written anew */
    synchronized boolean reuse(Segment blank, boolean fits) {
        sealed.remove(blank);
        boolean kept = fits && room() < promised + reserve();
        if (kept) {
            spares.add(blank);
        }
        return kept;
    }

    /** What calls that have not ended said when they began. */
    synchronized List<Entry> unended() {
        List<Entry> entries = new ArrayList<>(open.size());
        for (Begun begun : open.values()) {
            byte[] payload = begun.in().payload(begun.at());
            if (payload != null) {
                entries.add(EntryCodec.read(payload));
            }
        }
        return entries;
    }

    synchronized void close() {
        closed = true;
    }

    synchronized Journal.Standing standing() {
        long waiting = 0;
        for (Segment each : live()) {
            waiting += Math.max(0, each.written() - each.drained());
        }
        return new Journal.Standing(total(), waiting, open.size());
    }
}
