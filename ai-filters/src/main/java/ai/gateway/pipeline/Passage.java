package ai.gateway.pipeline;

import ai.gateway.exchange.AiException;
import ai.gateway.exchange.Failure;
import ai.gateway.exchange.FailureCode;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.channel.EventLoop;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.io.buffer.DataBufferFactory;
import org.springframework.core.io.buffer.NettyDataBufferFactory;
import org.springframework.web.server.ServerWebExchange;
import reactor.netty.Connection;
import reactor.netty.http.client.HttpClientResponse;

/** One answer on its way from a provider to a client: the two ends, and what is known of the exchange. */
record Passage(
        ServerWebExchange exchange,
        AiExchange ai,
        Destination destination,
        HttpClientResponse response,
        Connection provider,
        Clocks clocks) {

    private static final Logger log = LoggerFactory.getLogger(Passage.class);
    private static final NettyDataBufferFactory UNPOOLED = new NettyDataBufferFactory(UnpooledByteBufAllocator.DEFAULT);

    int status() {
        return response.status().code();
    }

    long maxAnswerBytes() {
        return ai.settings().limits().maxAnswerBytes();
    }

    NettyDataBufferFactory buffers() {
        DataBufferFactory factory = exchange.getResponse().bufferFactory();
        return factory instanceof NettyDataBufferFactory netty ? netty : UNPOOLED;
    }

    /** Nobody wants the answer. */
    void drop() {
        clocks.stop();
        provider.dispose();
    }

    /**
     * The provider has said its last byte.
     *
     * @param mustSayTheEnd whether an answer of this shape says by itself that it is over
     */
    void completed(boolean mustSayTheEnd) {
        boolean knowsItsEnd = !mustSayTheEnd
                || ai.facts().ended()
                || ai.facts().finish() != null
                || ai.facts().failure() != null;
        ai.end(new Outcome(
                knowsItsEnd ? Outcome.Ending.COMPLETE : Outcome.Ending.INCOMPLETE, status(), ai.facts(), null));
    }

    /** The answer broke off. */
    void failed(Failure failure) {
        ai.end(new Outcome(Outcome.Ending.FAILED, status(), ai.facts(), failure));
        Reply.brokenOff(exchange, ai);
    }

    /** What broke while a piece was read or changed: the provider's bytes, or a stage of ours, which must not end it well. */
    Failure failure(RuntimeException error) {
        if (error instanceof AiException expected) {
            return expected.failure();
        }
        log.error("{}: a stage failed at a piece of the answer", ai.id(), error);
        return Failure.of(FailureCode.INTERNAL_ERROR, "gateway: it failed at a piece of the answer");
    }

    Failure tooLong() {
        return Failure.of(
                FailureCode.UPSTREAM_INVALID_RESPONSE,
                "provider: an answer over " + maxAnswerBytes()
                        + " bytes (expected: at most ai.gateway.limits.max-answer-bytes)");
    }

    /** What must not race with the provider's bytes runs where they arrive. */
    void onProviderLoop(Runnable task) {
        EventLoop loop = provider.channel().eventLoop();
        if (loop.inEventLoop()) {
            task.run();
        } else {
            loop.execute(task);
        }
    }
}
