package ai.gateway.delivery;

import ai.gateway.reach.AddressRefused;
import ai.gateway.reach.Endpoint;
import ai.gateway.reach.Signature;
import io.netty.handler.codec.http.HttpHeaders;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.Exceptions;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

import java.util.function.Supplier;

/** Brings notices to receivers: once each, or as often as it takes. Nothing of it happens on an event loop but bytes. */
final class Delivery {

    private static final Logger log = LoggerFactory.getLogger(Delivery.class);

    private static final double JITTER = 0.5;

    private final Supplier<Receivers> receivers;
    private final Means means;

    /** @param receivers looked at for each attempt: a secret may have changed, a receiver may be gone */
    Delivery(Supplier<Receivers> receivers, Means means) {
        this.receivers = receivers;
        this.means = means;
    }

    /** Ends when it is there, or was given up. */
    Mono<Void> of(Notice notice, Endpoint to) {
        Means.Patience patience = means.patience();
        return Mono.defer(() -> attempt(notice, to))
                .subscribeOn(means.blocking())
                .retryWhen(Retry.backoff(patience.attempts() - 1L, patience.first())
                        .maxBackoff(patience.longest())
                        .jitter(JITTER)
                        .filter(Delivery::mayWorkLater))
                .onErrorResume(error -> {
                    log.warn("event {} did not reach {}: {}", notice.id(), to, reason(error));
                    return Mono.empty();
                });
    }

    private Mono<Void> attempt(Notice notice, Endpoint to) {
        Receivers now = receivers.get();
        Receiver receiver = now.at(to);
        if (receiver == null) {
            return Mono.empty(); // nobody wants it any more
        }
        return Mono.fromCallable(() -> means.guard().permit(to, now.allowed()))
                .flatMap(address ->
                        means.post().send(address, to, headers -> fill(headers, notice, receiver), notice.body()))
                .flatMap(status -> status / 100 == 2 ? Mono.empty() : Mono.error(new NotTaken(status)));
    }

    private void fill(HttpHeaders headers, Notice notice, Receiver receiver) {
        headers.set("content-type", "application/json")
                .set("content-length", notice.body().length)
                .set("user-agent", "ai-gateway");
        if (receiver.form() == Receiver.Form.SIGNED) {
            long seconds = means.millis().getAsLong() / 1000;
            headers.set("ai-gateway-event", notice.type())
                    .set("ai-gateway-event-id", notice.id())
                    .set(Signature.HEADER, Signature.of(receiver.secret(), seconds, notice.body()));
        }
    }

    private static boolean mayWorkLater(Throwable error) {
        return error instanceof NotTaken answer ? answer.mayTakeLater() : !(error instanceof AddressRefused);
    }

    /** Only of what is of our making: other messages may quote anything. */
    private static String reason(Throwable error) {
        Throwable cause = Exceptions.isRetryExhausted(error) && error.getCause() != null ? error.getCause() : error;
        return cause instanceof NotTaken || cause instanceof AddressRefused
                ? String.valueOf(cause.getMessage())
                : cause.getClass().getSimpleName();
    }
}
