package ai.gateway.pipeline;

import ai.gateway.exchange.Failure;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscription;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.NettyDataBufferFactory;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Operators;
import reactor.util.context.Context;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Passes a streamed answer to the client piece by piece. When the provider fails, the client gets its dialect's error
 * frame and then an aborted connection, never a clean end. When the client reads slowly, the provider is read slowly:
 * beyond what its socket takes, one piece is under way, no more.
 */
final class StreamRelay extends Flux<DataBuffer> {

    private final Flux<ByteBuf> source;
    private final Passage passage;
    private final Pieces pieces;
    private final @Nullable Channel client;
    private volatile @Nullable Pump pump;
    private boolean heard;
    /** Where the pieces come from; another one when somebody else goes on. */
    private volatile Passage line;

    /** @param client the client's channel, where what we emit goes straight to it; null where other filters are between */
    StreamRelay(Flux<ByteBuf> source, Passage passage, Pieces pieces, @Nullable Channel client) {
        this.source = source;
        this.passage = passage;
        this.line = passage;
        this.pieces = pieces;
        this.client = client;
    }

    @Override
    public void subscribe(CoreSubscriber<? super DataBuffer> actual) {
        Pump taken = new Pump(this, actual);
        pump = taken;
        source.subscribe(taken);
    }

    /** What comes is still to be judged, so that it is for others to say when it is over. */
    StreamRelay heard() {
        heard = true;
        return this;
    }

    /** The pieces that follow come from there. */
    void follow(Passage next) {
        line.clocks().stop();
        line = next;
        Pump taken = pump;
        if (taken != null) {
            taken.watch();
        }
    }

    /** No provider is waited for any more. */
    void stopClocks() {
        line.clocks().stop();
    }

    /** Lets the provider go, unless it has said all: nobody takes its answer any more, or nobody ever did. */
    void giveUp() {
        Pump taken = pump;
        if (taken != null) {
            taken.cancel();
        } else {
            passage.provider().letGo();
        }
    }

    private static final class Pump implements CoreSubscriber<ByteBuf>, Subscription {

        private final StreamRelay relay;
        private final CoreSubscriber<? super DataBuffer> actual;
        private final NettyDataBufferFactory buffers;
        private final AtomicLong demand = new AtomicLong();
        private final AtomicInteger tailDrain = new AtomicInteger();
        private final AtomicInteger pulled = new AtomicInteger();
        private final AtomicReference<@Nullable ChannelHandler> waiter = new AtomicReference<>();
        private volatile boolean over;
        private volatile boolean tailReady;
        private final AtomicLong emitted = new AtomicLong();
        private @Nullable ByteBuf tail;
        private @Nullable Throwable error;
        private long bytes;
        private volatile @Nullable Subscription upstream;

        Pump(StreamRelay relay, CoreSubscriber<? super DataBuffer> actual) {
            this.relay = relay;
            this.actual = actual;
            this.buffers = relay.passage.buffers();
        }

        @Override
        public Context currentContext() {
            return actual.currentContext();
        }

        @Override
        public void onSubscribe(Subscription s) {
            if (Operators.validate(upstream, s)) {
                upstream = s;
                watch();
                actual.onSubscribe(this);
                if (over) {
                    s.cancel(); // it was given up before there was anything to cancel
                }
            }
        }

        void watch() {
            Passage line = relay.line;
            line.clocks()
                    .tell(late -> line.provider().onLoop(() -> {
                        if (!relay.pieces.mends(late)) {
                            fail(late);
                        }
                    }));
        }

        @Override
        public void onNext(ByteBuf piece) {
            if (over) {
                return;
            }
            relay.line.clocks().event();
            bytes += piece.readableBytes();
            if (bytes > relay.passage.maxAnswerBytes()) {
                fail(relay.passage.tooLong());
                return;
            }
            ByteBuf out;
            try {
                out = relay.pieces.pass(piece.retain());
            } catch (RuntimeException e) {
                fail(relay.passage.failure(e));
                return;
            }
            if (relay.passage.facts().ended()) {
                completed(/* mustSayTheEnd= */ true);
            }
            if (out.isReadable()) {
                relay.passage.facts().came(System.nanoTime());
                emit(out);
            }
            pulled.set(0);
            if (!pull()) {
                pause();
            }
        }

        /** The provider owes nothing while the client has not taken what it sent; unless the client did so just now. */
        private void pause() {
            relay.line.clocks().pause();
            if (pulled.get() != 0) {
                relay.line.clocks().resume();
            }
        }

        private void emit(ByteBuf out) {
            emitted.incrementAndGet();
            if (demand.get() != Long.MAX_VALUE) {
                demand.decrementAndGet();
            }
            actual.onNext(buffers.wrap(out));
        }

        @Override
        public void onError(Throwable t) {
            fail(Failures.ofUpstream(t, "in the middle of its answer"));
        }

        @Override
        public void onComplete() {
            if (over) {
                return;
            }
            over = true;
            try {
                tail = relay.pieces.rest();
                completed(relay.pieces.sayTheEnd());
            } catch (RuntimeException e) {
                breakOff(relay.passage.failure(e));
            }
            drainTail();
        }

        /** An answer that is still to be judged is not over when the provider has said all. */
        private void completed(boolean mustSayTheEnd) {
            if (!relay.heard) {
                relay.passage.completed(mustSayTheEnd);
            }
        }

        private void fail(Failure failure) {
            if (over) {
                return;
            }
            over = true;
            Subscription s = upstream;
            if (s != null) {
                s.cancel();
            }
            breakOff(failure);
            drainTail();
        }

        /** While nothing went out, the client can still be told by an answer of its own. */
        private void breakOff(Failure failure) {
            if (emitted.get() == 0) {
                error = failure.asException();
                return;
            }
            relay.passage.failed(failure);
            tail = relay.pieces.broken(failure);
            error = new AnswerAborted(failure);
        }

        /** A client that is far behind is waited for, to be told of a failure too, until {@link Reply#brokenOff} closes it. */
        private void drainTail() {
            tailReady = true;
            if (tailDrain.getAndIncrement() != 0) {
                return;
            }
            do {
                ByteBuf last = tail;
                if (last != null && last.isReadable()) {
                    if (demand.get() == 0) {
                        continue;
                    }
                    tail = null;
                    emit(last);
                }
                finish();
                return;
            } while (tailDrain.decrementAndGet() != 0);
        }

        private void finish() {
            waitNoMore();
            if (error != null) {
                actual.onError(error);
            } else {
                actual.onComplete();
            }
        }

        @Override
        public void request(long n) {
            if (!Operators.validate(n)) {
                return;
            }
            demand.accumulateAndGet(n, Operators::addCap);
            if (tailReady) {
                drainTail();
            } else {
                pull();
            }
        }

        /** Asks for one more piece, unless one is on its way, nobody wants it, or the client's socket is full: then false. */
        private boolean pull() {
            Subscription s = upstream;
            if (s == null || over || demand.get() == 0 || isFull() || !pulled.compareAndSet(0, 1)) {
                return false;
            }
            relay.line.clocks().resume();
            s.request(1);
            return true;
        }

        private boolean isFull() {
            Channel client = relay.client;
            if (client == null || client.isWritable()) {
                return false;
            }
            awaitRoom(client);
            return !client.isWritable();
        }

        /** From now on looks again whenever the socket has room: what Netty asks for comes too seldom to go by. */
        private void awaitRoom(Channel client) {
            if (waiter.get() != null) {
                return;
            }
            ChannelHandler handler = new ChannelInboundHandlerAdapter() {
                @Override
                public void channelWritabilityChanged(ChannelHandlerContext context) {
                    context.fireChannelWritabilityChanged();
                    pull();
                }
            };
            if (waiter.compareAndSet(null, handler)) {
                client.eventLoop().execute(() -> {
                    if (!over) {
                        client.pipeline().addFirst(handler);
                        pull(); // there may be room by now
                    }
                });
            }
        }

        private void waitNoMore() {
            ChannelHandler handler = waiter.get();
            Channel client = relay.client;
            if (handler != null && client != null) {
                client.eventLoop().execute(() -> {
                    if (client.pipeline().context(handler) != null) {
                        client.pipeline().remove(handler);
                    }
                });
            }
        }

        @Override
        public void cancel() {
            if (over) {
                return;
            }
            over = true;
            waitNoMore();
            Subscription s = upstream;
            if (s != null) {
                s.cancel();
            }
        }
    }
}
