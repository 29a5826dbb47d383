package ai.gateway.ledger;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.ToIntFunction;

/**
 * Has things written by a thread of its own, some at a time, that nobody waits for: who offers never does. What does not fit is
 * dropped, and counted.
 */
public final class WriteBehind<T> implements AutoCloseable {

    private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(50);
    private static final long LONGEST_PAUSE = TimeUnit.SECONDS.toNanos(5);

    /** Where they are written. */
    public interface Target<T> {

        /** @throws LedgerException when it cannot now; none of them is written then, and all will be tried again */
        void write(List<T> some);
    }

    /** Who hears of what goes wrong. */
    public interface Ear {

        /** It will be tried again. */
        void failed(Throwable why);

        void works();

        /** So many will never be written. */
        void lost(int many, Throwable why);
    }

    /**
     * How much may wait.
     *
     * @param things how many
     * @param weight how heavy they may be together
     * @param batch how many are written at once
     */
    public record Room(int things, long weight, int batch) {}

    private final Room room;
    private final ToIntFunction<T> weigh;
    private final Target<T> target;
    private final Ear ear;
    private final Queue<T> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicInteger things = new AtomicInteger();
    private final AtomicLong weight = new AtomicLong();
    private final AtomicLong dropped = new AtomicLong();
    private final AtomicBoolean closed = new AtomicBoolean();
    private final Worker worker;
    private List<T> batch = new ArrayList<>();
    private long failurePause;

    /** @param name of its thread */
    public WriteBehind(String name, Room room, ToIntFunction<T> weigh, Target<T> target, Ear ear) {
        this.room = room;
        this.weigh = weigh;
        this.target = target;
        this.ear = ear;
        this.worker = Worker.start(name, this::round);
    }

    /** @return whether it will be tried to write it */
    public boolean offer(T one) {
        int heavy = weigh.applyAsInt(one);
        boolean fits = things.incrementAndGet() <= room.things();
        fits &= weight.addAndGet(heavy) <= room.weight();
        if (closed.get() || !fits) {
            things.decrementAndGet();
            weight.addAndGet(-heavy);
            dropped.incrementAndGet();
            return false;
        }
        waiting.add(one);
        return true;
    }

    /** How many found no room. */
    public long dropped() {
        return dropped.get();
    }

    public int waiting() {
        return things.get();
    }

    private long round() {
        boolean more = once();
        return failurePause > 0 ? failurePause : more ? 0 : PAUSE;
    }

    /** @return whether there may be more */
    private synchronized boolean once() {
        take();
        if (batch.isEmpty()) {
            return false;
        }
        try {
            target.write(List.copyOf(batch));
            done();
            return true;
        } catch (LedgerException e) {
            failurePause = Math.min(LONGEST_PAUSE, Math.max(PAUSE, failurePause * 2));
            ear.failed(e);
            return false;
        } catch (RuntimeException mistake) {
            ear.lost(batch.size(), mistake);
            done();
            return true;
        }
    }

    private void take() {
        while (batch.size() < room.batch()) {
            T next = waiting.poll();
            if (next == null) {
                return;
            }
            batch.add(next);
        }
    }

    private void done() {
        for (T each : batch) {
            things.decrementAndGet();
            weight.addAndGet(-weigh.applyAsInt(each));
        }
        batch = new ArrayList<>();
        if (failurePause > 0) {
            failurePause = 0;
            ear.works();
        }
    }

    /** Writes what is there, if that goes. */
    @Override
    public void close() {
        if (closed.getAndSet(true)) {
            return;
        }
        worker.close();
        boolean more;
        do {
            more = once();
        } while (more);
        int left = things.get();
        if (left > 0) {
            ear.lost(left, new LedgerException("closed before it could be written"));
        }
    }
}
