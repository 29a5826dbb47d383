package ai.gateway.pipeline;

import ai.gateway.exchange.AiException;
import ai.gateway.exchange.Failure;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscription;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import reactor.core.CoreSubscriber;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Operators;
import reactor.util.context.Context;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Holds the pieces of a streamed answer back until they were judged. While somebody thinks, more of it comes, up to some bytes; a
 * client that waits for server-sent events meanwhile gets a comment now and then. All of it happens where the pieces come.
 */
final class Hearing extends Flux<DataBuffer> {

    private final StreamRelay relay;
    private final Passage passage;
    private final Pieces pieces;
    private final Framing framing;

    /** What the client gets of that: all of it where nobody judges it. */
    static Flux<DataBuffer> of(StreamRelay relay, Passage passage, Pieces pieces, @Nullable String contentType) {
        return passage.flows().areJudged() ? new Hearing(relay, passage, pieces, contentType) : relay;
    }

    private Hearing(StreamRelay relay, Passage passage, Pieces pieces, @Nullable String contentType) {
        this.relay = relay.heard();
        this.passage = passage;
        this.pieces = pieces;
        Framing known = Framing.of(contentType);
        this.framing = known == null ? Framing.JSON_ARRAY : known;
    }

    /** How the client is told, whatever of the answer it has not got. */
    private ByteBuf told(Failure failure) {
        AiExchange ai = passage.ai();
        LastFrames last = new LastFrames(framing, /* begun= */ true);
        ai.dialect().failureFrames(ai.call(), failure, ai.id(), last);
        return Unpooled.wrappedBuffer(last.toBytes());
    }

    @Override
    public void subscribe(CoreSubscriber<? super DataBuffer> actual) {
        relay.subscribe(new Held(this, actual));
    }

    private static final class Held implements CoreSubscriber<DataBuffer>, Subscription {

        /** While somebody thinks, no more than that comes. */
        private static final int MOST = 64 << 10;

        private static final byte[] COMMENT = ": \n\n".getBytes(StandardCharsets.US_ASCII);

        /** @param seen how many characters had been shown to those who judge when it came */
        private record Piece(DataBuffer bytes, long seen) {}

        private final Hearing of;
        private final Passage passage;
        private final TextFlows flows;
        private final CoreSubscriber<? super DataBuffer> actual;
        private final AtomicLong demand = new AtomicLong();
        private final Deque<Piece> held = new ArrayDeque<>();
        private long bytes;
        /** What has only so many characters before its end may go. */
        private long judged;

        private boolean thinking;
        private boolean asked;
        private boolean ended;
        /** Whether something has gone out. */
        private boolean begun;

        private boolean dropped;
        private boolean over;
        private boolean finished;
        private @Nullable Throwable error;
        /** What tells the client that its answer broke off: nobody has to judge that. */
        private @Nullable DataBuffer last;

        private @Nullable Subscription upstream;
        private @Nullable Disposable judgement;
        private @Nullable Future<?> patience;

        Held(Hearing of, CoreSubscriber<? super DataBuffer> actual) {
            this.of = of;
            this.passage = of.passage;
            this.flows = of.passage.flows();
            this.actual = actual;
        }

        @Override
        public Context currentContext() {
            return actual.currentContext();
        }

        private void here(Runnable task) {
            passage.provider().onLoop(task);
        }

        @Override
        public void onSubscribe(Subscription s) {
            if (Operators.validate(upstream, s)) {
                upstream = s;
                actual.onSubscribe(this);
            }
        }

        @Override
        public void request(long n) {
            if (Operators.validate(n)) {
                demand.accumulateAndGet(n, Operators::addCap);
                here(this::go);
            }
        }

        @Override
        public void onNext(DataBuffer piece) {
            here(() -> {
                if (over) {
                    DataBufferUtils.release(piece);
                    return;
                }
                asked = false;
                bytes += piece.readableByteCount();
                held.add(new Piece(piece, flows.seen()));
                go();
            });
        }

        @Override
        public void onComplete() {
            here(() -> {
                ended = true;
                go();
            });
        }

        /** What is held back by then may still go out, if nothing speaks against it. */
        @Override
        public void onError(Throwable t) {
            here(() -> {
                ended = true;
                error = t;
                if (t instanceof AnswerAborted && !held.isEmpty()) {
                    last = held.removeLast().bytes();
                }
                go();
            });
        }

        private void go() {
            if (over) {
                return;
            }
            if (!thinking && !dropped) {
                judge();
            }
            give();
            pull();
        }

        private void judge() {
            if (!flows.isOwed()) {
                judged = ended ? Long.MAX_VALUE : judged;
            } else if (flows.isDue(ended)) {
                thinking = true;
                long upTo = ended ? Long.MAX_VALUE : flows.seen() - flows.edge();
                judgement = flows.judged(ended)
                        .subscribe(nothing -> {}, why -> here(() -> objected(why)), () -> here(() -> allowed(upTo)));
            }
        }

        private void allowed(long upTo) {
            thinking = false;
            judged = Math.max(judged, upTo);
            go();
        }

        private void objected(Throwable why) {
            if (over) {
                return;
            }
            thinking = false;
            Failure failure = why instanceof AiException expected
                    ? expected.failure()
                    : passage.failure(new IllegalStateException("a guard's judgement failed", why));
            stop();
            letGo();
            if (!begun) {
                letGoLast();
                finish(failure.asException());
                return;
            }
            passage.failed(failure);
            if (last == null) {
                last = passage.buffers().wrap(of.told(failure));
                error = new AnswerAborted(failure);
            }
            ended = true;
            over = false; // but for what is left to be told
            give();
        }

        private void give() {
            while (mayGo() && demand.get() > 0) {
                emit(held.remove().bytes());
            }
            if (ended && !thinking && held.isEmpty() && (dropped || !flows.isOwed())) {
                end();
            } else if (held.isEmpty() && !thinking) {
                waitNoMore();
            } else {
                waitFor();
            }
        }

        /** Whether the next one may. Before anything was judged, none may: with it, an objection could not be told as a failure. */
        private boolean mayGo() {
            Piece next = held.peek();
            return next != null && judged > 0 && next.seen() <= judged;
        }

        /** What was used is written down before the client knows that it has all. */
        private void end() {
            DataBuffer told = last;
            if (told != null) {
                if (demand.get() == 0) {
                    return;
                }
                last = null;
                emit(told);
            }
            if (error == null && !finished) {
                passage.completed(of.pieces.sayTheEnd());
            }
            finish(error);
        }

        private void emit(DataBuffer piece) {
            bytes -= piece.readableByteCount();
            if (demand.get() != Long.MAX_VALUE) {
                demand.decrementAndGet();
            }
            waitNoMore();
            begun = true;
            actual.onNext(piece);
        }

        /** Asks for one more, unless one is on its way, the client is to take what it may have first, or too much is held. */
        private void pull() {
            Subscription s = upstream;
            boolean full = thinking && bytes >= MOST;
            if (s != null && !over && !asked && !ended && !mayGo() && !full) {
                asked = true;
                s.request(1);
            }
        }

        /** Nothing has gone out for some time, and will not go out now. */
        private void waitFor() {
            if (of.framing == Framing.SSE && patience == null && !over) {
                long nanos = flows.keepAlive().toNanos();
                patience = passage.clocks().loop().schedule(() -> here(this::comment), nanos, TimeUnit.NANOSECONDS);
            }
        }

        private void waitNoMore() {
            Future<?> waiting = patience;
            patience = null;
            if (waiting != null) {
                waiting.cancel(false);
            }
        }

        private void comment() {
            patience = null;
            if (over || mayGo()) {
                return;
            }
            if (demand.get() > 0) {
                bytes += COMMENT.length;
                emit(passage.buffers().wrap(Unpooled.wrappedBuffer(COMMENT)));
            }
            waitFor();
        }

        private void finish(@Nullable Throwable why) {
            over = true;
            waitNoMore();
            if (finished) {
                return;
            }
            finished = true;
            if (why != null) {
                actual.onError(why);
            } else {
                actual.onComplete();
            }
        }

        /** Nobody says or judges any more. */
        private void stop() {
            over = true;
            waitNoMore();
            Subscription s = upstream;
            if (s != null && !ended) {
                s.cancel();
            }
            Disposable thought = judgement;
            if (thought != null) {
                thought.dispose();
            }
        }

        private void letGo() {
            held.forEach(piece -> DataBufferUtils.release(piece.bytes()));
            held.clear();
            bytes = 0;
            dropped = true;
        }

        private void letGoLast() {
            DataBuffer told = last;
            last = null;
            if (told != null) {
                DataBufferUtils.release(told);
            }
        }

        @Override
        public void cancel() {
            here(() -> {
                if (over) {
                    return;
                }
                stop();
                letGo();
                letGoLast();
            });
        }
    }
}
