package ai.gateway.health;

import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;
import reactor.core.Disposable;
import reactor.core.publisher.Operators;

import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;

/**
 * One who comes to a {@link Gate}: first a place in the queue, then a place inside. Being granted, asked for, cancelled, out
 * of patience and closed may all happen at once; whichever of them sets its bit first has it, and does what follows from it.
 */
final class Ticket implements Permit, Subscription, Runnable {

    /** The subscriber has asked for it. */
    private static final int ASKED = 1;

    /** It has a place inside. */
    private static final int GRANTED = 2;

    /** Cancelled or out of patience: nothing is delivered any more. */
    private static final int ENDED = 4;

    /** The place inside was given back. */
    private static final int CLOSED = 8;

    /** It is the subscriber's now, who closes it. */
    private static final int DELIVERED = GRANTED | ASKED;

    private static final AtomicIntegerFieldUpdater<Ticket> STATE =
            AtomicIntegerFieldUpdater.newUpdater(Ticket.class, "state");

    private final Gate gate;
    private final @Nullable CoreSubscriber<? super Permit> subscriber;
    private volatile int state;
    private volatile @Nullable Disposable timer;

    private Ticket(Gate gate, @Nullable CoreSubscriber<? super Permit> subscriber, int state) {
        this.gate = gate;
        this.subscriber = subscriber;
        this.state = state;
    }

    static Ticket waiting(Gate gate, CoreSubscriber<? super Permit> subscriber) {
        return new Ticket(gate, subscriber, 0);
    }

    static Ticket granted(Gate gate, CoreSubscriber<? super Permit> subscriber) {
        return new Ticket(gate, subscriber, GRANTED);
    }

    /** For one who has not subscribed. */
    static Ticket delivered(Gate gate) {
        return new Ticket(gate, null, DELIVERED);
    }

    void timer(Disposable next) {
        timer = next;
    }

    boolean hasEnded() {
        return (state & ENDED) != 0;
    }

    /** Gives it a place inside, unless it has gone. */
    boolean grant() {
        int before = set(GRANTED, ENDED);
        if (before < 0) {
            return false;
        }
        gate.hasPlace();
        stopTimer();
        if (before == ASKED) {
            deliver();
        }
        return true;
    }

    @Override
    public void request(long n) {
        if (set(ASKED, ASKED | ENDED) == GRANTED) {
            deliver();
        }
    }

    @Override
    public void cancel() {
        int before;
        do {
            before = state;
            if ((before & ENDED) != 0 || (before & DELIVERED) == DELIVERED) {
                return;
            }
        } while (!STATE.compareAndSet(this, before, before | ENDED));
        if ((before & GRANTED) != 0) {
            gate.leave();
        } else {
            gate.forget(this);
            stopTimer();
        }
    }

    /** Out of patience. */
    @Override
    public void run() {
        if (set(ENDED, GRANTED | ENDED) >= 0 && subscriber != null) {
            Overloaded overloaded = gate.overloaded(Overloaded.Reason.WAITED_TOO_LONG);
            gate.forget(this);
            subscriber.onError(overloaded);
        }
    }

    @Override
    public void close() {
        if (set(CLOSED, CLOSED) >= 0) {
            gate.leave();
        }
    }

    /** The later one of asking and granting does it. A mistake of whoever gets it must not keep the others waiting. */
    private void deliver() {
        CoreSubscriber<? super Permit> waiter = subscriber;
        if (waiter == null) {
            return;
        }
        try {
            waiter.onNext(this);
            waiter.onComplete();
        } catch (RuntimeException mistake) {
            Operators.onErrorDropped(mistake, waiter.currentContext());
        }
    }

    /** Sets {@code bit}, and returns what was set before; -1 where one of {@code obstacles} is set. */
    private int set(int bit, int obstacles) {
        int before;
        do {
            before = state;
            if ((before & obstacles) != 0) {
                return -1;
            }
        } while (!STATE.compareAndSet(this, before, before | bit));
        return before;
    }

    private void stopTimer() {
        Disposable set = timer;
        if (set != null) {
            set.dispose();
        }
    }
}
