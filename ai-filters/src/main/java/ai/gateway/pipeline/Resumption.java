package ai.gateway.pipeline;

import ai.gateway.exchange.Failure;
import ai.gateway.exchange.FailureCode;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Finds somebody who goes on with an answer that has broken off. */
final class Resumption {

    private static final Failure NO_STREAM = Failure.of(
            FailureCode.UPSTREAM_INVALID_RESPONSE, "provider: a whole answer (expected: a stream that goes on)");

    private final Itinerary itinerary;
    private final ServerWebExchange exchange;
    private final AiExchange ai;
    private final Caller caller;

    Resumption(Itinerary itinerary, ServerWebExchange exchange, AiExchange ai, Caller caller) {
        this.itinerary = itinerary;
        this.exchange = exchange;
        this.ai = ai;
        this.caller = caller;
    }

    /** The rest, by somebody else who was told what has been said; empty where there is nobody. */
    Mono<Ready> goOn(Pick broken, Failure why, String said) {
        return itinerary.goOn(broken, why).flatMap(next -> {
            ai.trace().asked();
            Attempt attempt = Attempt.goingOn(ai, next, said);
            return Mono.defer(() -> caller.call(exchange, attempt))
                    .flatMap(ready -> ready.streamed() == null ? refused(ready) : Mono.just(ready))
                    .doOnNext(ready -> ai.tries().spoke(attempt))
                    .doOnError(
                            error -> ai.tries().tell(attempt, Pick.Result.FAILED, attempt.facts(), Failures.of(error)))
                    .doOnCancel(() -> ai.tries().tell(attempt, Pick.Result.UNWANTED, attempt.facts(), null));
        });
    }

    private static Mono<Ready> refused(Ready ready) {
        ready.drop();
        Failure failure = ready.failure();
        return Mono.error((failure != null ? failure : NO_STREAM).asException());
    }
}
