package ai.gateway.app.console;

import ai.gateway.app.console.Recent.Numbered;
import ai.gateway.wire.SseWriter;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferFactory;
import org.springframework.http.server.reactive.ServerHttpResponse;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Exchanges that have just ended, as server-sent events. Whoever watches looks twice a second for what is new, and is shown the
 * newest of it: that costs exchanges nothing, however many there are of either. Each look is an event, so that a page knows
 * that it is still connected.
 */
final class LiveFeed {

    private static final Duration PAUSE = Duration.ofMillis(500);
    private static final int MOST_AT_ONCE = 50;
    private static final int MOST_WATCHERS = 32;

    private final Recent recent;
    private final AtomicInteger watchers = new AtomicInteger();
    private final Sinks.Empty<Void> end = Sinks.empty();

    LiveFeed(Recent recent) {
        this.recent = recent;
    }

    /** Ends what is open: a gateway that stops would wait for it. */
    void end() {
        end.tryEmitEmpty();
    }

    /** @param from the number from which on they are shown */
    Mono<Void> write(ServerHttpResponse response, long from) {
        if (watchers.incrementAndGet() > MOST_WATCHERS) {
            watchers.decrementAndGet();
            return Replies.write(
                    response,
                    Answer.problem(503, "too_many_watchers", "live: too many watch already (close one of them)"));
        }
        response.getHeaders().set("content-type", "text/event-stream");
        response.getHeaders().set("cache-control", "no-store");
        DataBufferFactory buffers = response.bufferFactory();
        Flux<Mono<DataBuffer>> events = Flux.defer(() -> {
            long[] next = {from};
            return Flux.interval(Duration.ZERO, PAUSE)
                    .takeUntilOther(end.asMono())
                    .onBackpressureDrop()
                    .map(look -> Mono.fromSupplier(() -> buffers.wrap(event(next))));
        });
        return response.writeAndFlushWith(events).doFinally(signal -> watchers.decrementAndGet());
    }

    private byte[] event(long[] next) {
        List<Numbered> fresh = recent.list(next[0], Long.MAX_VALUE, MOST_AT_ONCE);
        long skipped = 0;
        if (!fresh.isEmpty()) {
            skipped = fresh.get(fresh.size() - 1).number() - next[0];
            next[0] = fresh.get(0).number() + 1;
        }
        return SseWriter.event(
                skipped > 0 ? "skipped" : "exchanges",
                SeenJson.list(fresh, next[0]).toBytes());
    }
}
