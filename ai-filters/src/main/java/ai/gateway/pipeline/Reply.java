package ai.gateway.pipeline;

import ai.gateway.exchange.Failure;
import ai.gateway.exchange.FailureCode;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.cloud.gateway.support.ServerWebExchangeUtils;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** Answers in the gateway's own name: a failure, told in the client's dialect. */
public final class Reply {

    private static final Logger log = LoggerFactory.getLogger(Reply.class);

    /** How long a client may take to read what is on its way when its answer is cut off. */
    private static final long LAST_BYTES_SECONDS = 5;

    /** What the gateway's Retry filter takes back before it sends once more. */
    private static final Set<String> OWN_HEADERS = Set.of(
            "Content-Type", "Content-Length", "Retry-After", "WWW-Authenticate", "Connection", ReplyHeaders.TRIED);

    private static final Set<FailureCode> OURS_FOR_A_MOMENT =
            EnumSet.of(FailureCode.OVERLOADED, FailureCode.KEY_STORE_UNAVAILABLE, FailureCode.GATEWAY_STOPPING);

    private Reply() {}

    /** Leaves it to be told to the client what went wrong; where its answer is under way already, tears the connection. */
    @SuppressWarnings("FutureReturnValueIgnored") // a close that fails leaves a closed channel
    public static Mono<Void> fail(ServerWebExchange exchange, AiExchange ai, Throwable error) {
        if (error instanceof AnswerAborted aborted) {
            return tear(exchange, ai, aborted.failure());
        }
        if (error instanceof ClientGone) {
            // Nobody is left to be told; the server cancels what never ends when the connection does.
            ai.end(new Outcome(Outcome.Ending.CLIENT_GONE, 0, ai.facts(), null));
            LoopClients.channelOf(exchange.getRequest()).close();
            return Mono.never();
        }
        Failure failure = Failures.of(error);
        ServerHttpResponse response = exchange.getResponse();
        Refusal refusal = response.isCommitted() ? null : refusal(exchange, ai, failure);
        int status = refusal == null ? ai.dialect().status(failure) : 200;
        ai.end(new Outcome(Outcome.Ending.FAILED, status, ai.facts(), failure));
        if (response.isCommitted()) {
            return tear(exchange, ai, failure);
        }
        tell(ai, failure, error);
        if (refusal != null) {
            write(exchange, ai, refusal.contentType(), refusal.body());
            return Mono.empty();
        }
        leaveFailure(exchange, ai, failure);
        return Mono.empty();
    }

    private static void leaveFailure(ServerWebExchange exchange, AiExchange ai, Failure failure) {
        ServerHttpResponse response = exchange.getResponse();
        byte[] body = ai.dialect().failureBody(failure, ai.id());
        response.setStatusCode(HttpStatusCode.valueOf(ai.dialect().status(failure)));
        exchange.getAttributes().put(ServerWebExchangeUtils.CLIENT_RESPONSE_HEADER_NAMES, OWN_HEADERS);
        HttpHeaders headers = response.getHeaders();
        headers.clearContentHeaders();
        headers.set("Content-Type", "application/json");
        headers.set("Content-Length", Integer.toString(body.length));
        ai.dialect().failureHeaders(failure).forEach(headers::set);
        retryAfter(headers, failure);
        if (failure.code() == FailureCode.REQUEST_TOO_LARGE) {
            headers.set("Connection", "close");
        }
        if (failure.code() == FailureCode.INVALID_API_KEY) {
            headers.set("WWW-Authenticate", "Bearer"); // HTTP wants it with each 401
        }
        ReplyHeaders.set(headers, ai, null);
        ai.leave(PendingAnswer.of(Mono.defer(
                () -> response.writeWith(Mono.just(response.bufferFactory().wrap(body))))));
    }

    /** Leaves an answer that no provider was asked for. */
    static Mono<Void> answer(ServerWebExchange exchange, AiExchange ai, byte[] body) {
        ai.end(new Outcome(Outcome.Ending.COMPLETE, 200, ai.facts(), null));
        write(exchange, ai, "application/json", body);
        return Mono.empty();
    }

    private static void write(ServerWebExchange exchange, AiExchange ai, String contentType, byte[] body) {
        ServerHttpResponse response = exchange.getResponse();
        response.setStatusCode(HttpStatusCode.valueOf(200));
        HttpHeaders headers = response.getHeaders();
        headers.clearContentHeaders(); // of an answer that nobody gets
        headers.set("Content-Type", contentType);
        headers.set("Content-Length", Integer.toString(body.length));
        ReplyHeaders.set(headers, ai, null);
        ai.leave(PendingAnswer.of(Mono.defer(
                () -> response.writeWith(Mono.just(response.bufferFactory().wrap(body))))));
    }

    /** Said as an answer, where a guard of the route wants it so; null for a failure. */
    private static @Nullable Refusal refusal(ServerWebExchange exchange, AiExchange ai, Failure failure) {
        String text = ai.judgements().refusal();
        return text == null || failure.code() != FailureCode.BLOCKED_BY_GUARD ? null : Refusal.of(exchange, ai, text);
    }

    /** When to try again: as the provider says, or soon where the gateway itself was too busy. */
    private static void retryAfter(HttpHeaders headers, Failure failure) {
        Failure.Origin origin = failure.origin();
        if (OURS_FOR_A_MOMENT.contains(failure.code())) {
            headers.set("Retry-After", "1");
        }
        if (origin != null && origin.retryAfter() != null) {
            headers.set("Retry-After", origin.retryAfter());
        }
        if (origin != null && origin.requestId() != null) {
            headers.set("x-request-id", origin.requestId());
        }
    }

    /**
     * Closes the client's connection behind the bytes that are on their way, without an end of the answer. Spring and Reactor
     * Netty would do it too if they were given an error, with a stack trace each. The server cancels what never ends.
     */
    @SuppressWarnings("FutureReturnValueIgnored") // a close that fails leaves a closed channel
    private static Mono<Void> tear(ServerWebExchange exchange, AiExchange ai, Failure failure) {
        log.warn("{} {}: {} (answer cut off)", ai.id(), failure.code().wire(), failure.message());
        brokenOff(exchange, ai);
        Channel client = LoopClients.channelOf(exchange.getRequest());
        client.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
        return Mono.never();
    }

    /**
     * An answer broke off: its account is closed now, and its client's connection in a while at the latest, for a client that
     * does not read would keep both open as long as it likes.
     */
    @SuppressWarnings("FutureReturnValueIgnored") // a close that fails leaves a closed channel
    static void brokenOff(ServerWebExchange exchange, AiExchange ai) {
        ai.settle();
        Channel client = LoopClients.channelOf(exchange.getRequest());
        Future<?> late = client.eventLoop().schedule(() -> client.close(), LAST_BYTES_SECONDS, TimeUnit.SECONDS);
        client.closeFuture().addListener(closed -> late.cancel(false));
    }

    private static void tell(AiExchange ai, Failure failure, Throwable error) {
        if (failure.code().isClientFault()) {
            log.debug("{} {}: {}", ai.id(), failure.code().wire(), failure.message());
        } else if (error instanceof RuntimeException && !(error instanceof ai.gateway.exchange.AiException)) {
            log.warn("{} {}: {}", ai.id(), failure.code().wire(), failure.message(), error);
        } else {
            log.warn("{} {}: {}", ai.id(), failure.code().wire(), failure.message());
        }
    }
}
