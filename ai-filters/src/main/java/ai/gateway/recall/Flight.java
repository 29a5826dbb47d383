package ai.gateway.recall;

import io.netty.channel.EventLoop;
import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/** One call, and those who wait for it or read what it gives. It goes on as long as one of them is there. */
final class Flight {

    private final Flights flights;
    private final String key;
    private final String dialect;
    private final Mono<Recording> call;
    private final Bill bill = new Bill();
    private final AtomicBoolean kept = new AtomicBoolean();
    private final List<Seat> waiting = new ArrayList<>(1);
    private @Nullable Disposable under;
    private @Nullable Recording recording;
    private @Nullable Throwable failed;
    private boolean begun;
    private boolean forsaken;

    Flight(Flights flights, String key, String dialect, Mono<Recording> call) {
        this.flights = flights;
        this.dialect = dialect;
        this.key = key;
        this.call = call;
    }

    /** One more; null where this one has left already. */
    synchronized @Nullable Seat board(EventLoop loop, boolean first) {
        if (forsaken || failed != null) {
            return null;
        }
        Seat seat = new Seat(this, loop, first);
        Recording there = recording;
        if (there == null) {
            waiting.add(seat);
        } else {
            Reader reader = there.reader(loop);
            if (reader == null) {
                return null;
            }
            seat.take(reader);
        }
        bill.join();
        return seat;
    }

    int seats() {
        return bill.open();
    }

    String dialect() {
        return dialect;
    }

    Bill bill() {
        return bill;
    }

    /** Makes the call, if nobody has yet. */
    void begin() {
        synchronized (this) {
            if (begun || forsaken) {
                return;
            }
            begun = true;
        }
        Disposable made = call.subscribe(this::came, this::fail, this::endedWithoutWord);
        synchronized (this) {
            under = made;
            if (!forsaken) {
                return;
            }
        }
        made.dispose();
    }

    /** The head of the answer is there. Those who have left meanwhile do not read it. */
    private void came(Recording answer) {
        List<Seat> there;
        synchronized (this) {
            recording = answer;
            answer.whenFailed(this::close);
            there = List.copyOf(waiting);
            waiting.clear();
            there.forEach(seat -> seat.take(answer.read(seat.loop())));
        }
        if (answer.head().status() != 200) {
            close(); // whoever comes from now on may have better luck
        }
        there.forEach(Seat::wake);
        if (there.isEmpty()) {
            answer.forsake();
        }
    }

    private void endedWithoutWord() {
        synchronized (this) {
            if (recording != null) {
                return;
            }
        }
        fail(new java.io.IOException("connection closed before its answer"));
    }

    private void fail(Throwable why) {
        List<Seat> told;
        synchronized (this) {
            failed = why;
            told = List.copyOf(waiting);
            waiting.clear();
        }
        close();
        told.forEach(seat -> seat.fail(why));
    }

    /** One waits no more. When nobody does, the call is given up. */
    void leave(Seat seat) {
        Disposable made;
        synchronized (this) {
            if (!waiting.remove(seat) || !waiting.isEmpty()) {
                return;
            }
            forsaken = true;
            made = under;
        }
        close();
        if (made != null) {
            made.dispose();
        }
    }

    /** Nobody can join it any more. */
    void close() {
        flights.remove(key, this);
    }

    /** Lets the answer be kept, once, when it is over and came whole. */
    void keep(Consumer<Recording> by) {
        Recording answer = recording();
        if (answer != null && kept.compareAndSet(false, true)) {
            answer.whenOver(() -> {
                if (answer.isKeepable()) {
                    by.accept(answer);
                }
            });
        }
    }

    /** All who had part in it are through; it can be joined until its answer is over. */
    void land() {
        Recording answer = recording();
        if (answer == null) {
            close();
        } else {
            answer.whenOver(this::close);
        }
    }

    /** Whether its answer has come to an end. */
    boolean isOver() {
        Recording answer = recording();
        return answer == null ? failure() != null : answer.isOver();
    }

    private synchronized @Nullable Throwable failure() {
        return failed;
    }

    @Override
    public synchronized String toString() {
        return "Flight[begun " + begun + ", " + waiting.size() + " waiting, " + bill.open() + " open, " + recording
                + "]";
    }

    private synchronized @Nullable Recording recording() {
        return recording;
    }
}
