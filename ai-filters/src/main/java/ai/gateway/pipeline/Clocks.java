package ai.gateway.pipeline;

import ai.gateway.exchange.Failure;
import ai.gateway.exchange.FailureCode;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * The clocks of one call: until the first event, between two events, in all. One timer on the event loop serves them; an
 * event only notes the time, and the timer that fires too early sets itself anew.
 */
final class Clocks implements Runnable {

    private final EventLoop loop;
    private final ClosingTime closing;
    private final long total;
    private final long firstEvent;
    private final long betweenEvents;
    private volatile @Nullable Consumer<Failure> expiry;
    private volatile long lastEvent;
    private volatile boolean begun;
    private volatile boolean paused;
    private final long since;
    private long started;
    private @Nullable Future<?> timer;
    private Runnable late = () -> {};

    /** @param begun when the exchange did: its total goes over all attempts */
    Clocks(EventLoop loop, Settings.Timeouts timeouts, long begun, ClosingTime closing, Consumer<Failure> expiry) {
        this.loop = loop;
        this.closing = closing;
        this.since = begun;
        this.total = timeouts.total().toNanos();
        this.firstEvent = timeouts.firstEvent().toNanos();
        this.betweenEvents = timeouts.betweenEvents().toNanos();
        this.expiry = expiry;
    }

    /** The client's, where they run. */
    EventLoop loop() {
        return loop;
    }

    void start() {
        started = System.nanoTime();
        set(Math.min(firstEvent, since + total - started));
        closing.begun(this);
    }

    /** Bytes came. */
    void event() {
        lastEvent = System.nanoTime();
        begun = true;
    }

    /** The provider owes nothing now: its next piece was not asked for, because the client has not taken the last. */
    void pause() {
        paused = true;
    }

    void resume() {
        if (paused) {
            lastEvent = System.nanoTime();
            paused = false;
        }
    }

    /** Does it besides, when they run out. */
    void whenLate(Runnable task) {
        late = task;
    }

    /** Somebody else is told from now on, because the answer is under way. */
    synchronized void tell(Consumer<Failure> whom) {
        if (expiry != null) {
            expiry = whom;
        }
    }

    void stop() {
        synchronized (this) {
            expiry = null;
        }
        closing.over(this);
        Future<?> set = timer;
        if (set != null) {
            set.cancel(false);
        }
    }

    @Override
    public void run() {
        if (expiry == null) {
            return;
        }
        long now = System.nanoTime();
        long untilTotal = since + total - now;
        long untilEvent = untilEvent(now);
        if (untilTotal <= 0) {
            expire("not done after ", total, "total");
        } else if (untilEvent <= 0) {
            expire("silent for ", begun ? betweenEvents : firstEvent, begun ? "between-events" : "first-event");
        } else {
            set(Math.min(untilTotal, untilEvent));
        }
    }

    private long untilEvent(long now) {
        if (paused) {
            return betweenEvents;
        }
        return (begun ? lastEvent + betweenEvents : started + firstEvent) - now;
    }

    /** At most as far off as two events may be apart: an event that comes meanwhile does not set the timer anew. */
    private void set(long nanos) {
        timer = loop.schedule(this, Math.min(nanos, betweenEvents), TimeUnit.NANOSECONDS);
    }

    private void expire(String what, long nanos, String clock) {
        breakOff(Failure.of(
                FailureCode.UPSTREAM_TIMEOUT,
                "provider: " + what + TimeUnit.NANOSECONDS.toMillis(nanos) + " ms (" + clock + " time-out)"));
        closing.over(this);
    }

    /** Whoever is told of clocks that ran out is told this. */
    void breakOff(Failure why) {
        Consumer<Failure> whom;
        synchronized (this) {
            whom = expiry;
            expiry = null;
        }
        if (whom == null) {
            return;
        }
        late.run();
        whom.accept(why);
    }
}
