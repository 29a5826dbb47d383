package ai.gateway.pipeline;

import ai.gateway.exchange.AiException;
import ai.gateway.exchange.Failure;
import ai.gateway.exchange.FailureCode;
import ai.gateway.health.Permit;
import ai.gateway.provider.Target;
import ai.gateway.recall.Flights;
import org.springframework.cloud.gateway.support.ServerWebExchangeUtils;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

import java.net.URI;
import java.time.Clock;

/** The way of a request through the terminal, from the body that was read to the answer that went out. */
final class Journey {

    private final AiExchanges exchanges;
    private final Itineraries itineraries;
    private final OwnAnswers own;
    private final Caller caller;

    Journey(AiExchanges exchanges, Itineraries itineraries, Upstream upstream, OwnCalls calls, Flights flights) {
        this.exchanges = exchanges;
        this.itineraries = itineraries;
        Signing signing = new Signing(upstream.signers());
        LoopClients clients = new LoopClients(upstream.client(), upstream.poolIsLimited());
        Translations translations = new Translations(exchanges.dialects(), Clock.systemUTC());
        Destinations destinations = new Destinations(exchanges.dialects(), translations, itineraries);
        ModelCatalogue models = new ModelCatalogue(exchanges.dialects(), calls, itineraries);
        this.own = new OwnAnswers(destinations, models, itineraries);
        OutgoingHeaders headers = new OutgoingHeaders(upstream.headersFilters());
        this.caller = new Caller(
                new Sender(clients, headers, signing), new Answers(headers), destinations, flights, upstream.closing());
    }

    /** Ends when the answer has begun: its status and headers are set, and its body is left to {@link AiWriteFilter}. */
    Mono<Void> travel(ServerWebExchange exchange, AiExchange ai) {
        ai.again();
        return exchanges
                .readAsItIs(exchange) // the body, once
                .flatMap(read -> answer(exchange, read)) // an answer that can be given, whoever has it
                .onErrorResume(error -> Reply.fail(exchange, ai, error)); // or an honest failure
    }

    private Mono<Void> answer(ServerWebExchange exchange, AiExchange ai) {
        Failure rejection = ai.rejectionBy(exchange.getAttribute(ServerWebExchangeUtils.GATEWAY_ROUTE_ATTR));
        if (rejection != null) {
            return Mono.error(rejection.asException());
        }
        Chronicle chronicle = ai.chronicle();
        if (chronicle != null) {
            chronicle.asked(ai.request());
        }
        if (ai.request().isJson()) {
            ai.request().facts(); // strict JSON with the right types, or a 400 before anybody is called
        }
        Mono<Permit> place = itineraries.admit(ai);
        if (place == null) {
            return ask(exchange, ai);
        }
        return place.flatMap(given -> {
            ai.hold(given);
            return ask(exchange, ai);
        });
    }

    private Mono<Void> ask(ServerWebExchange exchange, AiExchange ai) {
        URI uri = exchange.getRequiredAttribute(ServerWebExchangeUtils.GATEWAY_REQUEST_URL_ATTR);
        Itinerary itinerary = ai.itinerariesOr(itineraries).of(exchange, ai, uri);
        return itinerary == null ? askOne(exchange, ai) : askInTurn(exchange, ai, itinerary);
    }

    /** The one that the uri or the model names, unless the gateway itself has the answer. */
    private Mono<Void> askOne(ServerWebExchange exchange, AiExchange ai) {
        Mono<byte[]> ours = own.to(exchange, ai);
        return ours == null
                ? given(ai, noted(ai, caller.call(exchange, Attempt.only(ai))))
                : ours.flatMap(body -> Reply.answer(exchange, ai, body));
    }

    /** One after the other. Where none of them counts tokens, they are estimated. */
    private Mono<Void> askInTurn(ServerWebExchange exchange, AiExchange ai, Itinerary itinerary) {
        Mono<Void> asked = given(ai, new Tour(itinerary, exchange, ai, caller));
        return own.canEstimate(ai)
                ? asked.onErrorResume(
                        AiException.class,
                        error -> error.failure().code() == FailureCode.UNSUPPORTED_TRANSLATION
                                ? Reply.answer(exchange, ai, own.estimate(exchange, ai))
                                : Mono.error(error))
                : asked;
    }

    /** How long the only one took to begin its answer, or to fail. */
    private static Mono<Ready> noted(AiExchange ai, Mono<Ready> answer) {
        Chronicle chronicle = ai.chronicle();
        if (chronicle == null) {
            return answer;
        }
        long since = System.nanoTime();
        return answer.doOnNext(ready -> chronicle.step(Chronicle.Kind.ATTEMPT, name(ready), how(ready), since))
                .doOnError(why -> chronicle.step(
                        Chronicle.Kind.ATTEMPT, "", Failures.of(why).code().wire(), since));
    }

    private static String name(Ready ready) {
        Target target = ready.passage().destination().target();
        return target == null
                ? String.valueOf(ready.passage().destination().uri().getHost())
                : target.provider().name();
    }

    private static String how(Ready ready) {
        int status = ready.passage().status();
        return status < 400 ? "ok" : Integer.toString(status);
    }

    /** Not before all who think about the request have come to an end. */
    private static Mono<Void> given(AiExchange ai, Mono<Ready> answer) {
        return ai.judgements().before(answer).flatMap(Journey::give);
    }

    private static Mono<Void> give(Ready ready) {
        Passage passage = ready.passage();
        try {
            passage.ai().give(ready);
            ready.give().run();
        } catch (RuntimeException e) {
            passage.drop();
            throw e;
        }
        return Mono.empty();
    }
}
