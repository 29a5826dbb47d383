package ai.gateway.pipeline;

import ai.gateway.exchange.AiException;
import ai.gateway.exchange.AnswerFacts;
import ai.gateway.exchange.Failure;
import ai.gateway.exchange.FailureCode;
import ai.gateway.recall.AnswerHead;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.channel.EventLoop;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferFactory;
import org.springframework.core.io.buffer.NettyDataBufferFactory;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/**
 * One answer on its way from a provider to a client: the two ends, and what is known of the exchange.
 *
 * @param flows what changes and judges its texts
 */
record Passage(
        ServerWebExchange exchange,
        Attempt attempt,
        Destination destination,
        AnswerHead head,
        ProviderLine provider,
        Clocks clocks,
        TextFlows flows) {

    private static final Logger log = LoggerFactory.getLogger(Passage.class);
    private static final NettyDataBufferFactory UNPOOLED = new NettyDataBufferFactory(UnpooledByteBufAllocator.DEFAULT);

    AiExchange ai() {
        return attempt.ai();
    }

    AnswerFacts facts() {
        return attempt.facts();
    }

    int status() {
        return head.status();
    }

    long maxAnswerBytes() {
        return ai().settings().limits().maxAnswerBytes();
    }

    NettyDataBufferFactory buffers() {
        DataBufferFactory factory = exchange.getResponse().bufferFactory();
        return factory instanceof NettyDataBufferFactory netty ? netty : UNPOOLED;
    }

    /** Nobody wants the answer. */
    void drop() {
        clocks.stop();
        provider.letGo();
    }

    /**
     * The provider has said all: its last byte, or that there is no more. What was used is written down before the client
     * knows.
     *
     * @param mustSayTheEnd whether an answer of this shape says by itself that it is over
     */
    void completed(boolean mustSayTheEnd) {
        boolean knowsItsEnd =
                !mustSayTheEnd || facts().ended() || facts().finish() != null || facts().failure() != null;
        attempt.end(new Outcome(
                knowsItsEnd ? Outcome.Ending.COMPLETE : Outcome.Ending.INCOMPLETE, status(), facts(), null));
        EventLoop loop = clientLoop();
        if (loop.inEventLoop()) {
            ai().settle();
        } else {
            loop.execute(ai()::settle);
        }
    }

    /** The answer broke off. */
    void failed(Failure failure) {
        attempt.end(new Outcome(Outcome.Ending.FAILED, status(), facts(), failure));
        Reply.brokenOff(exchange, ai());
    }

    /** What broke while a piece was read or changed: the provider's bytes, or a stage of ours, which must not end it well. */
    Failure failure(RuntimeException error) {
        if (error instanceof AiException expected) {
            return expected.failure();
        }
        log.error("{}: a stage failed at a piece of the answer", ai().id(), error);
        return Failure.of(FailureCode.INTERNAL_ERROR, "gateway: it failed at a piece of the answer");
    }

    Failure tooLong() {
        return Failure.of(
                FailureCode.UPSTREAM_INVALID_RESPONSE,
                "provider: an answer over " + maxAnswerBytes()
                        + " bytes (expected: at most ai.gateway.limits.max-answer-bytes)");
    }

    /**
     * The same on the loop of the client's connection, where all of the client's side happens: its connection, the clocks, and
     * the exchange itself know no other thread.
     */
    <T> Mono<T> toClient(Mono<T> answer) {
        EventLoop loop = clientLoop();
        return provider.loop() == loop ? answer : answer.publishOn(scheduler(loop));
    }

    /** The same for what comes from anywhere. */
    <T> Mono<T> home(Mono<T> somewhere) {
        return somewhere.publishOn(scheduler(clientLoop()));
    }

    Flux<DataBuffer> toClient(Flux<DataBuffer> pieces) {
        EventLoop loop = clientLoop();
        return provider.loop() == loop ? pieces : new Handover(pieces, loop);
    }

    /** Begins there; when it is cancelled before it has begun, the provider is let go. */
    <T> Mono<T> beginAtClient(Supplier<Mono<T>> answer) {
        EventLoop loop = clientLoop();
        if (provider.loop() == loop) {
            return answer.get();
        }
        AtomicBoolean begun = new AtomicBoolean();
        return Mono.defer(() -> begun.compareAndSet(false, true) ? answer.get() : Mono.<T>never())
                .subscribeOn(scheduler(loop))
                .doOnCancel(() -> {
                    if (begun.compareAndSet(false, true)) {
                        drop();
                    }
                });
    }

    /** Not by the exchange's request: a mirror goes on when that is over. */
    private EventLoop clientLoop() {
        return clocks.loop();
    }

    private static Scheduler scheduler(EventLoop loop) {
        return Schedulers.fromExecutorService(loop);
    }
}
