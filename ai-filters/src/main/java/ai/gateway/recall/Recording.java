package ai.gateway.recall;

import ai.gateway.recall.Pieces.Piece;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.EventLoop;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpHeaders;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Flux;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicReference;

/**
 * An answer that is taken down while it comes, and read by as many as want it, each at its own pace, and from the provider as
 * fast as it comes. One that is longer than what is kept cannot be joined any more; of one that is longer than a window, what
 * all have read is let go, and the provider waits for whoever is furthest behind.
 */
public final class Recording {

    /** So much of any answer is held for whoever is behind. */
    private static final long LEAST_WINDOW = 8L << 20;

    private final AnswerHead head;
    private final Pieces pieces;
    private final long most;
    private final long window;
    private final Runnable letGo;
    private final long since = System.nanoTime();
    private final List<Reader> readers = new ArrayList<>(2);
    private final Pump pump = new Pump();
    private final List<Runnable> after = new ArrayList<>(1);
    private boolean over;
    private boolean wanted = true;
    private @Nullable Throwable error;

    private Recording(AnswerHead head, Pieces pieces, long most, Runnable letGo) {
        this.head = head;
        this.pieces = pieces;
        this.most = most;
        this.window = Math.max(most, LEAST_WINDOW);
        this.letGo = letGo;
    }

    /**
     * One that begins now. It takes nothing before it has a reader.
     *
     * @param most bytes that are kept
     * @param letGo gives the provider up: nobody reads any more
     */
    public static Recording of(AnswerHead head, Flux<ByteBuf> source, long most, Runnable letGo) {
        Recording recording = new Recording(head, new Pieces(), most, letGo);
        recording.pump.source.set(source);
        return recording;
    }

    /** One that was kept. */
    public static Recording of(Kept answer, Pace pace) {
        HttpHeaders headers = new DefaultHttpHeaders();
        answer.headers().forEach(headers::set);
        Recording recording =
                new Recording(new AnswerHead(200, headers), Pieces.of(answer, pace), answer.body().length, () -> {});
        recording.over = true;
        return recording;
    }

    public AnswerHead head() {
        return head;
    }

    /** Another one who reads it from its beginning; null where that is gone, or where all who read it have left. */
    synchronized @Nullable Reader reader(EventLoop loop) {
        if (!wanted || error != null || !pieces.isWhole() || pieces.bytes() > most) {
            return null;
        }
        Reader reader = new Reader(this, loop);
        readers.add(reader);
        return reader;
    }

    /** The only one who reads it. */
    public Reader read(EventLoop loop) {
        Reader reader = reader(loop);
        if (reader == null) {
            throw new IllegalStateException("recording: its beginning is gone (expected: one that nobody has read)");
        }
        return reader;
    }

    /** Whether it came to its end, and is there from its beginning. */
    synchronized boolean isKeepable() {
        return over && error == null && pieces.isWhole() && pieces.bytes() <= most;
    }

    /**
     * What is left of it when it is over.
     *
     * @param headers those that say something of the body
     * @param tokens of the answer
     */
    public synchronized Kept kept(String dialect, String model, Map<String, String> headers, long tokens) {
        return new Kept(dialect, model, "", headers, pieces.body(), pieces.ends(), pieces.millis(), tokens);
    }

    /** Does it when the answer is over, however it ends; now, where it is. */
    void whenOver(Runnable task) {
        synchronized (this) {
            if (!over) {
                after.add(task);
                return;
            }
        }
        task.run();
    }

    /** Begins to take it down, when somebody is there to read it. */
    void begin() {
        pump.begin();
    }

    /** The piece at that place; null where it is not there yet, or where there will be none. */
    synchronized @Nullable Piece piece(int index) {
        return index < pieces.count() ? pieces.get(index) : null;
    }

    /** Does it when the answer breaks off, before anybody is told. */
    void whenFailed(Runnable task) {
        whenOver(() -> {
            if (error() != null) {
                task.run();
            }
        });
    }

    synchronized boolean isOver() {
        return over;
    }

    synchronized boolean isOver(int index) {
        return over && index >= pieces.count();
    }

    synchronized @Nullable Throwable error() {
        return error;
    }

    /** One has read on, and the provider may have waited for that. */
    void readOn() {
        if (pump.waits) {
            pump.goOn();
        }
    }

    /** Nobody was there to read it; nothing happens where somebody is. */
    public void forsake() {
        left(null);
    }

    void left(@Nullable Reader reader) {
        boolean isRead;
        synchronized (this) {
            boolean left = reader == null || readers.remove(reader);
            if (!left || over) {
                return; // what is there can still be read
            }
            isRead = !readers.isEmpty();
            wanted = isRead;
        }
        if (isRead) {
            readOn(); // it may have been the one for whom the others had to wait
            return;
        }
        pump.stop();
        letGo.run();
        end(new CancellationException("recording: nobody reads it any more"));
    }

    private List<Reader> add(Piece piece) {
        synchronized (this) {
            pieces.add(piece);
            return List.copyOf(readers);
        }
    }

    /** Whether there is room for more. What is longer than all that is held is let go as it is read. */
    private synchronized boolean hasRoom() {
        if (pieces.bytes() <= window) {
            return true;
        }
        int behind = Integer.MAX_VALUE;
        for (Reader reader : readers) {
            behind = Math.min(behind, reader.position());
        }
        pieces.letGo(Math.min(behind, pieces.count()));
        return pieces.held() <= window / 2;
    }

    private void end(@Nullable Throwable why) {
        List<Reader> told;
        List<Runnable> due;
        synchronized (this) {
            if (over) {
                return;
            }
            over = true;
            error = why;
            told = List.copyOf(readers);
            due = List.copyOf(after);
            after.clear();
        }
        due.forEach(Runnable::run);
        told.forEach(Reader::wake);
    }

    @Override
    public synchronized String toString() {
        return "Recording[" + pieces.count() + " pieces, " + pieces.bytes() + " bytes, " + pieces.held()
                + " held, over " + over + ", waits " + pump.waits + ", " + readers + "]";
    }

    /** Takes the answer from the provider. */
    private final class Pump implements CoreSubscriber<ByteBuf> {

        private final AtomicReference<@Nullable Flux<ByteBuf>> source = new AtomicReference<>();
        private volatile @Nullable Subscription upstream;
        private volatile boolean waits;
        private volatile boolean stopped;

        void begin() {
            Flux<ByteBuf> from = source.getAndSet(null);
            if (from != null) {
                from.subscribe(this);
            }
        }

        @Override
        public void onSubscribe(Subscription s) {
            upstream = s;
            if (stopped) {
                s.cancel();
            } else {
                s.request(1);
            }
        }

        @Override
        public void onNext(ByteBuf piece) {
            byte[] bytes = ByteBufUtil.getBytes(piece);
            int millis = (int) Math.min(Integer.MAX_VALUE, (System.nanoTime() - since) / 1_000_000);
            add(new Piece(bytes, 0, bytes.length, millis)).forEach(Reader::wake);
            waits = true;
            goOn();
        }

        /** For the next piece, if there is room; one who reads on meanwhile does it instead. */
        void goOn() {
            Subscription s = upstream;
            if (s == null || !hasRoom()) {
                return;
            }
            synchronized (this) {
                if (!waits) {
                    return;
                }
                waits = false;
            }
            s.request(1);
        }

        @Override
        public void onError(Throwable t) {
            end(t);
        }

        @Override
        public void onComplete() {
            end(null);
        }

        void stop() {
            stopped = true;
            Subscription s = upstream;
            if (s != null) {
                s.cancel();
            }
        }
    }
}
