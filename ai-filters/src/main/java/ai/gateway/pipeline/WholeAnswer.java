package ai.gateway.pipeline;

import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Operators;
import reactor.util.context.Context;

import java.util.Arrays;

/**
 * Collects an answer into one array, up to what is held in memory or to where enough of it is there; then gives the beginning
 * and the rest to come.
 */
final class WholeAnswer extends Mono<WholeAnswer.Collected> {

    /** @param rest what is still to come; null where {@code bytes} is all */
    record Collected(byte[] bytes, @Nullable Flux<ByteBuf> rest) {}

    /** Says when what has come is enough. */
    @FunctionalInterface
    interface Enough {

        /** @param known up to where it was shown before */
        boolean is(byte[] bytes, int known, int to);
    }

    private final Flux<ByteBuf> source;
    private final Passage passage;
    private final Enough enough;

    private WholeAnswer(Flux<ByteBuf> source, Passage passage, Enough enough) {
        this.source = source;
        this.passage = passage;
        this.enough = enough;
    }

    static Mono<Collected> collect(Flux<ByteBuf> source, Passage passage) {
        long hold = passage.ai().settings().limits().aggregateAnswerBytes();
        return new WholeAnswer(source, passage, (bytes, known, to) -> to > hold);
    }

    /** Of an answer that cannot be passed on in parts, all, up to where none may be longer. */
    static Mono<Collected> collectAll(Flux<ByteBuf> source, Passage passage) {
        long most = passage.maxAnswerBytes();
        return new WholeAnswer(source, passage, (bytes, known, to) -> to > most);
    }

    static Mono<Collected> collect(Flux<ByteBuf> source, Passage passage, Enough enough) {
        return new WholeAnswer(source, passage, enough);
    }

    @Override
    public void subscribe(CoreSubscriber<? super Collected> actual) {
        source.subscribe(new Collecting(passage, enough, actual));
    }

    /** First a collector; when the answer turns out too long, the source of the rest. */
    private static final class Collecting extends Flux<ByteBuf> implements CoreSubscriber<ByteBuf>, Subscription {

        private final Passage passage;
        private final CoreSubscriber<? super Collected> actual;
        private final Enough enough;
        private byte[] bytes;
        private int size;
        private @Nullable Subscription upstream;
        private volatile @Nullable CoreSubscriber<? super ByteBuf> restOf;
        private volatile boolean parted;
        private volatile boolean done;
        private @Nullable Throwable early;

        Collecting(Passage passage, Enough enough, CoreSubscriber<? super Collected> actual) {
            this.passage = passage;
            this.enough = enough;
            this.actual = actual;
            long hold = passage.ai().settings().limits().aggregateAnswerBytes();
            long length = declared(passage);
            this.bytes = new byte[length > 0 && length <= hold ? (int) length : 0];
        }

        private static long declared(Passage passage) {
            String length = passage.head().headers().get("Content-Length");
            try {
                return length == null ? -1 : Long.parseLong(length);
            } catch (NumberFormatException e) {
                return -1;
            }
        }

        @Override
        public Context currentContext() {
            return actual.currentContext();
        }

        @Override
        public void onSubscribe(Subscription s) {
            if (Operators.validate(upstream, s)) {
                upstream = s;
                actual.onSubscribe(this);
                collectMore();
            }
        }

        @Override
        public void onNext(ByteBuf piece) {
            CoreSubscriber<? super ByteBuf> taker = restOf;
            if (taker != null) {
                taker.onNext(piece);
                return;
            }
            passage.clocks().event();
            int known = size;
            add(piece);
            if (enough.is(bytes, known, size)) {
                parted = true;
                actual.onNext(new Collected(Arrays.copyOf(bytes, size), this));
                bytes = new byte[0];
                actual.onComplete();
                return;
            }
            collectMore();
        }

        private void collectMore() {
            Subscription s = upstream;
            if (s != null) {
                s.request(1);
            }
        }

        private void add(ByteBuf piece) {
            int more = piece.readableBytes();
            if (size + more > bytes.length) {
                bytes = Arrays.copyOf(bytes, Math.max(size + more, bytes.length * 2));
            }
            piece.getBytes(piece.readerIndex(), bytes, size, more);
            size += more;
        }

        @Override
        public void onError(Throwable t) {
            early = t;
            done = true;
            CoreSubscriber<? super ByteBuf> taker = restOf;
            if (taker != null) {
                taker.onError(t);
            } else if (!parted) {
                actual.onError(
                        Failures.ofUpstream(t, "in the middle of its answer").asException());
            }
        }

        @Override
        public void onComplete() {
            done = true;
            CoreSubscriber<? super ByteBuf> taker = restOf;
            if (taker != null) {
                taker.onComplete();
            } else if (!parted) {
                actual.onNext(new Collected(size == bytes.length ? bytes : Arrays.copyOf(bytes, size), null));
                actual.onComplete();
            }
        }

        /** Somebody takes the rest. */
        @Override
        public void subscribe(CoreSubscriber<? super ByteBuf> taker) {
            passage.provider().onLoop(() -> begin(taker));
        }

        private void begin(CoreSubscriber<? super ByteBuf> taker) {
            restOf = taker;
            taker.onSubscribe(this);
            if (done) {
                Throwable error = early;
                if (error != null) {
                    taker.onError(error);
                } else {
                    taker.onComplete();
                }
            }
        }

        /** For the rest only: what whoever waits for the whole answer asks for is one of it, not pieces. */
        @Override
        public void request(long n) {
            Subscription s = upstream;
            if (s != null && restOf != null) {
                s.request(n);
            }
        }

        @Override
        public void cancel() {
            Subscription s = upstream;
            if (s != null) {
                s.cancel();
            }
        }
    }
}
