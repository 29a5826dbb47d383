package ai.gateway.health;

import org.jspecify.annotations.Nullable;
import reactor.core.CoreSubscriber;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Operators;
import reactor.core.scheduler.Scheduler;

import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Lets so many in at a time. The others wait in a queue, first come first served, for as long as their patience lasts; where
 * that is full too, they are sent away with {@link Overloaded}. Who waited goes on with the thread that made room.
 *
 * <p>Why nobody is forgotten: who makes room looks at the queue after that, and who queues looks for room after that. One of
 * both sees the other.
 */
public final class Gate {

    /** @param most how many may wait */
    private record Line(int most, Duration patience) {}

    private final Scheduler scheduler;
    private final Mono<Permit> entry = new Entry(Long.MAX_VALUE);
    private final AtomicInteger inUse = new AtomicInteger();
    private final AtomicInteger waiting = new AtomicInteger();
    private final AtomicInteger draining = new AtomicInteger();
    private final Queue<Ticket> queue = new ConcurrentLinkedQueue<>();
    private volatile int limit;
    private volatile Line line;

    /**
     * @param limit how many are in at a time
     * @param queue how many may wait
     * @param patience for how long
     * @param scheduler its clock ends their waiting
     */
    public Gate(int limit, int queue, Duration patience, Scheduler scheduler) {
        Checks.atLeast("limit", limit, 1);
        this.limit = limit;
        this.line = line(queue, patience);
        this.scheduler = scheduler;
    }

    private static Line line(int queue, Duration patience) {
        Checks.atLeast("queue", queue, 0);
        Checks.positive("patience", patience);
        return new Line(queue, patience);
    }

    /**
     * A place, now or later; {@link Overloaded} where there is none. A subscriber that cancels before it has one loses
     * nothing. Operators behind it that drop values must close them ({@code usingWhen} does,
     * {@code doOnDiscard(Permit.class, Permit::close)} otherwise).
     */
    public Mono<Permit> enter() {
        return entry;
    }

    /** The same for one who has only so much time left, however long the others may wait. */
    public Mono<Permit> enter(long nanos) {
        return new Entry(Math.max(0, nanos));
    }

    /** A place where there is one now and nobody waits for it. */
    public @Nullable Permit tryEnter() {
        return tryTakeFirst() ? Ticket.delivered(this) : null;
    }

    /** From now on so many. Fewer than are in: nobody is sent out, but so many must leave before the next one comes in. */
    public void limit(int next) {
        Checks.atLeast("limit", next, 1);
        limit = next;
        drain();
    }

    /** From now on all that. Who is in stays in and counts; who waits goes on waiting, for as long as was said when it came. */
    public void change(int nextLimit, int queue, Duration patience) {
        line = line(queue, patience);
        limit(nextLimit);
    }

    public int limit() {
        return limit;
    }

    public int inUse() {
        return inUse.get();
    }

    public int waiting() {
        return waiting.get();
    }

    /** Somebody has left. */
    void leave() {
        inUse.decrementAndGet();
        if (waiting.get() > 0) {
            drain();
        }
    }

    /** One that was in the queue has got a place. */
    void hasPlace() {
        waiting.decrementAndGet();
    }

    /** This one does not wait any more. */
    void forget(Ticket ticket) {
        waiting.decrementAndGet();
        queue.remove(ticket);
    }

    Overloaded overloaded(Overloaded.Reason reason) {
        return new Overloaded(
                reason,
                "gate: " + inUse.get() + " of " + limit + " in, " + waiting.get() + " of " + line.most() + " waiting");
    }

    private void subscribe(CoreSubscriber<? super Permit> subscriber, long nanos) {
        Line now = line;
        if (tryTakeFirst()) {
            subscriber.onSubscribe(Ticket.granted(this, subscriber));
        } else if (tryIncrement(waiting, now.most())) {
            Ticket ticket = Ticket.waiting(this, subscriber);
            subscriber.onSubscribe(ticket);
            wait(ticket, Math.min(now.patience().toNanos(), nanos));
        } else {
            Operators.error(subscriber, overloaded(Overloaded.Reason.QUEUE_FULL));
        }
    }

    private void wait(Ticket ticket, long nanos) {
        Disposable timer = scheduler.schedule(ticket, nanos, TimeUnit.NANOSECONDS);
        ticket.timer(timer);
        queue.offer(ticket);
        if (ticket.hasEnded()) {
            timer.dispose();
            queue.remove(ticket);
        }
        drain();
    }

    /** Only one thread at a time gives places to those who wait, also where one who got one leaves at once. */
    private void drain() {
        if (draining.getAndIncrement() != 0) {
            return;
        }
        int missed = 1;
        do {
            while (!queue.isEmpty() && tryTake()) {
                Ticket next = queue.poll();
                if (next == null || !next.grant()) {
                    inUse.decrementAndGet();
                }
            }
            missed = draining.addAndGet(-missed);
        } while (missed != 0);
    }

    /** Nobody passes those who wait. */
    private boolean tryTakeFirst() {
        return waiting.get() == 0 && tryTake();
    }

    private boolean tryTake() {
        return tryIncrement(inUse, limit);
    }

    private static boolean tryIncrement(AtomicInteger counter, int limit) {
        int before;
        do {
            before = counter.get();
            if (before >= limit) {
                return false;
            }
        } while (!counter.compareAndSet(before, before + 1));
        return true;
    }

    /** {@link #enter}, for every subscriber. */
    private final class Entry extends Mono<Permit> {

        private final long nanos;

        Entry(long nanos) {
            this.nanos = nanos;
        }

        @Override
        public void subscribe(CoreSubscriber<? super Permit> subscriber) {
            Gate.this.subscribe(subscriber, nanos);
        }
    }
}
