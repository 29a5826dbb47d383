package ai.gateway.pipeline;

import io.netty.channel.EventLoop;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscription;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Operators;
import reactor.util.context.Context;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Hands pieces over from the loop where they come to the client's, in order, none lost and none leaked, wherever a cancel
 * hits. Demand passes straight through, so no more is under way than was asked for. Reactor's own {@code publishOn} drops the
 * task that would let go of its queue when it is cancelled.
 */
final class Handover extends Flux<DataBuffer> {

    private final Flux<DataBuffer> source;
    private final EventLoop loop;

    Handover(Flux<DataBuffer> source, EventLoop loop) {
        this.source = source;
        this.loop = loop;
    }

    @Override
    public void subscribe(CoreSubscriber<? super DataBuffer> actual) {
        source.subscribe(new Carrier(actual, loop));
    }

    private static final class Carrier implements CoreSubscriber<DataBuffer>, Subscription, Runnable {

        private final CoreSubscriber<? super DataBuffer> actual;
        private final EventLoop loop;
        private final Queue<DataBuffer> queue = new ConcurrentLinkedQueue<>();
        private final AtomicInteger due = new AtomicInteger();
        private @Nullable Subscription upstream;
        private @Nullable Throwable error;
        private volatile boolean ended;
        private volatile boolean over;

        Carrier(CoreSubscriber<? super DataBuffer> actual, EventLoop loop) {
            this.actual = actual;
            this.loop = loop;
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
            }
        }

        @Override
        public void onNext(DataBuffer piece) {
            queue.add(piece);
            carry();
        }

        @Override
        public void onError(Throwable t) {
            error = t;
            onComplete();
        }

        @Override
        public void onComplete() {
            ended = true;
            carry();
        }

        private void carry() {
            if (due.getAndIncrement() != 0) {
                return;
            }
            try {
                loop.execute(this);
            } catch (RejectedExecutionException shutDown) {
                over = true;
                run();
            }
        }

        @Override
        public void run() {
            int done = due.get();
            do {
                boolean last = ended;
                for (DataBuffer piece = queue.poll(); piece != null; piece = queue.poll()) {
                    if (over) {
                        DataBufferUtils.release(piece);
                    } else {
                        actual.onNext(piece);
                    }
                }
                if (last && !over) {
                    over = true;
                    end();
                }
                done = due.addAndGet(-done);
            } while (done != 0);
        }

        private void end() {
            if (error != null) {
                actual.onError(error);
            } else {
                actual.onComplete();
            }
        }

        @Override
        public void request(long n) {
            Subscription s = upstream;
            if (s != null) {
                s.request(n);
            }
        }

        @Override
        public void cancel() {
            over = true;
            Subscription s = upstream;
            if (s != null) {
                s.cancel();
            }
            carry();
        }
    }
}
