package ai.gateway.recall;

import ai.gateway.recall.Pieces.Piece;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.EventLoop;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Operators;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** One who reads a recording, once, on the loop of its client. Pieces are lent, as a connection lends them. */
public final class Reader extends Flux<ByteBuf> implements Subscription, Runnable {

    private final Recording recording;
    private final EventLoop loop;
    private final long since = System.nanoTime();
    private final AtomicLong wanted = new AtomicLong();
    private final AtomicInteger due = new AtomicInteger();
    private final AtomicBoolean gone = new AtomicBoolean();
    private volatile int position;
    private @Nullable CoreSubscriber<? super ByteBuf> actual;
    private boolean paced;

    Reader(Recording recording, EventLoop loop) {
        this.recording = recording;
        this.loop = loop;
    }

    /** Is given each piece no earlier than it came after the head. */
    public Reader paced() {
        paced = true;
        return this;
    }

    public AnswerHead head() {
        return recording.head();
    }

    @Override
    public String toString() {
        return "at " + position + (isTaken() ? " wants " + wanted : " not taken");
    }

    public EventLoop loop() {
        return loop;
    }

    /** Whether somebody has begun to read. */
    boolean isTaken() {
        return actual != null;
    }

    int position() {
        return position;
    }

    @Override
    public void subscribe(CoreSubscriber<? super ByteBuf> subscriber) {
        actual = subscriber;
        subscriber.onSubscribe(this);
        recording.begin();
        wake();
    }

    @Override
    public void request(long n) {
        if (Operators.validate(n)) {
            wanted.accumulateAndGet(n, Operators::addCap);
            wake();
        }
    }

    /** It reads no more. */
    @Override
    public void cancel() {
        if (gone.compareAndSet(false, true)) {
            recording.left(this);
        }
    }

    /** There may be something to read. */
    void wake() {
        if (due.getAndIncrement() == 0) {
            if (loop.inEventLoop()) {
                run();
            } else {
                loop.execute(this);
            }
        }
    }

    @Override
    public void run() {
        int seen = due.get();
        do {
            CoreSubscriber<? super ByteBuf> to = actual;
            if (to != null) {
                try {
                    give(to);
                } catch (RuntimeException | Error mistake) {
                    cancel();
                    throw mistake;
                }
            }
            seen = due.addAndGet(-seen);
        } while (seen != 0);
    }

    private void give(CoreSubscriber<? super ByteBuf> to) {
        while (wanted.get() > 0 && !gone.get()) {
            int at = position;
            Piece piece = recording.piece(at);
            if (piece == null || isEarly(piece)) {
                break;
            }
            position = at + 1;
            if (wanted.get() != Long.MAX_VALUE) {
                wanted.decrementAndGet();
            }
            recording.readOn();
            ByteBuf bytes = Unpooled.wrappedBuffer(piece.bytes(), piece.from(), piece.length());
            try {
                to.onNext(bytes);
            } finally {
                bytes.release(); // whoever wants it longer has kept it, as with what a connection gives
            }
        }
        if (recording.isOver(position) && gone.compareAndSet(false, true)) {
            recording.left(this);
            end(to);
        }
    }

    private void end(CoreSubscriber<? super ByteBuf> to) {
        Throwable error = recording.error();
        if (error != null) {
            to.onError(error);
        } else {
            to.onComplete();
        }
    }

    /** Comes back when it is time. */
    @SuppressWarnings("FutureReturnValueIgnored") // one that comes in vain finds nothing to do
    private boolean isEarly(Piece piece) {
        long early = paced ? since + TimeUnit.MILLISECONDS.toNanos(piece.due()) - System.nanoTime() : 0;
        if (early > 0) {
            loop.schedule(this::wake, early, TimeUnit.NANOSECONDS);
        }
        return early > 0;
    }
}
