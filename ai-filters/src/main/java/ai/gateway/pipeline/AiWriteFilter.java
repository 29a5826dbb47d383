package ai.gateway.pipeline;

import org.springframework.cloud.gateway.filter.GatewayFilterChain;
import org.springframework.cloud.gateway.filter.GlobalFilter;
import org.springframework.core.Ordered;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/**
 * Writes what the terminal has left, after the filters of the route had their way with status and headers, just as the
 * gateway's own write filter does for ordinary routes. Closes the account of the exchange, however it ended: that of a whole
 * answer before it is written.
 */
public final class AiWriteFilter implements GlobalFilter, Ordered {

    @Override
    public int getOrder() {
        return FilterOrder.WRITE;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, GatewayFilterChain chain) {
        AiExchange before = AiExchange.find(exchange);
        if (before != null) {
            before.drop(); // a filter did not like the answer of the route before, and has sent the exchange on to
            // this one
        }
        return chain.filter(exchange).then(Mono.defer(() -> write(exchange))).doFinally(signal -> finish(exchange));
    }

    private static Mono<Void> write(ServerWebExchange exchange) {
        AiExchange ai = AiExchange.find(exchange);
        if (ai == null || exchange.getResponse().isCommitted()) {
            return Mono.empty(); // not ours, or another filter has answered
        }
        PendingAnswer answer = ai.take();
        if (answer == null) {
            return Mono.empty();
        }
        if (answer.whole()) {
            close(exchange, ai);
        }
        return answer.write()
                // What goes wrong at the provider's end is told in exceptions of our own.
                .onErrorMap(error -> exchange.getResponse().isCommitted() ? ClientGone.of(error) : error)
                .onErrorResume(error -> Reply.fail(exchange, ai, error).then(Mono.defer(() -> writeLast(ai))));
    }

    /** What was used is written down before the client has its answer; what there is to tell of it goes into its head. */
    private static void close(ServerWebExchange exchange, AiExchange ai) {
        ai.settle();
        ReplyHeaders.notes(exchange.getResponse().getHeaders(), ai);
    }

    /** The failure that took the place of an answer; when it cannot be written either, nobody is there to read it. */
    private static Mono<Void> writeLast(AiExchange ai) {
        PendingAnswer failure = ai.take();
        return failure == null ? Mono.empty() : failure.write();
    }

    private static void finish(ServerWebExchange exchange) {
        AiExchange ai = AiExchange.find(exchange);
        if (ai != null) {
            ai.finish();
        }
    }
}
