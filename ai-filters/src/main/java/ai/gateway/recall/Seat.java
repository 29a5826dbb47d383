package ai.gateway.recall;

import ai.gateway.exchange.AnswerFacts;
import io.netty.channel.EventLoop;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/** The part that one has in a flight. Belongs to the loop of its client. */
public final class Seat {

    private final Flight flight;
    private final EventLoop loop;
    private final boolean first;
    private final AtomicBoolean closed = new AtomicBoolean();
    private @Nullable MonoSink<Reader> sink;
    private volatile @Nullable Reader reader;
    private volatile @Nullable Throwable failed;
    private volatile boolean cancelled;
    private boolean over;

    Seat(Flight flight, EventLoop loop, boolean first) {
        this.flight = flight;
        this.loop = loop;
        this.first = first;
    }

    EventLoop loop() {
        return loop;
    }

    /** In which the answer is. */
    public String dialect() {
        return flight.dialect();
    }

    /** Whether the call is made for this one, and not for somebody before. */
    public boolean isFirst() {
        return first;
    }

    /** The answer, when its head is there, on the client's loop. Where nobody waits for it any more, the call is given up. */
    public Mono<Reader> reader() {
        return Mono.create(waiting -> {
            sink = waiting;
            waiting.onCancel(this::cancel);
            flight.begin();
            wake();
        });
    }

    void take(Reader given) {
        reader = given;
    }

    void fail(Throwable why) {
        failed = why;
        wake();
    }

    void wake() {
        if (loop.inEventLoop()) {
            give();
        } else {
            loop.execute(this::give);
        }
    }

    private void give() {
        Reader given = reader;
        Throwable why = failed;
        MonoSink<Reader> waiting = sink;
        if (over) {
            return; // it was given before, by whoever was the first to see that it is there
        }
        if (cancelled) {
            over = true;
            leave();
        } else if (waiting != null && given != null) {
            over = true;
            waiting.success(given);
        } else if (waiting != null && why != null) {
            over = true;
            waiting.error(why);
        }
    }

    private void cancel() {
        cancelled = true; // seen at once, on whichever thread: what is given from now on is given to nobody
        if (loop.inEventLoop()) {
            stop();
        } else {
            loop.execute(this::stop);
        }
    }

    private void stop() {
        Reader given = reader;
        if (!over) {
            over = true;
            leave();
        } else if (given != null && !given.isTaken()) {
            given.cancel();
        }
    }

    /** It has waited too long: whoever asks from now on asks anew. */
    public void giveUp() {
        flight.close();
    }

    private void leave() {
        flight.leave(this);
        Reader given = reader;
        if (given != null) {
            given.cancel();
        }
    }

    /**
     * This one is through with it.
     *
     * @param answered whether it had all of the answer
     * @return what it has to pay for; null where somebody else pays, or has paid
     */
    public @Nullable AnswerFacts close(boolean answered, AnswerFacts facts) {
        if (!closed.compareAndSet(false, true)) {
            return null;
        }
        AnswerFacts due = flight.bill().close(first, answered || flight.isOver(), facts);
        if (!answered && flight.isOver()) {
            flight.close(); // it is not one that others should join
        }
        if (flight.bill().open() == 0) {
            flight.land();
        }
        return due;
    }

    /** Lets the answer be kept, once, if it came whole. */
    public void keep(Consumer<Recording> by) {
        flight.keep(by);
    }
}
