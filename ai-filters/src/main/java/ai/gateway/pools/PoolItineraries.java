package ai.gateway.pools;

import ai.gateway.exchange.Failure;
import ai.gateway.exchange.FailureCode;
import ai.gateway.exchange.Operation;
import ai.gateway.health.Gate;
import ai.gateway.health.Permit;
import ai.gateway.models.ModelFacts;
import ai.gateway.pipeline.AiExchange;
import ai.gateway.pipeline.AiUri;
import ai.gateway.pipeline.Itineraries;
import ai.gateway.pipeline.Itinerary;
import ai.gateway.pipeline.Settings;
import ai.gateway.pipeline.Trace;
import ai.gateway.provider.Target;
import org.jspecify.annotations.Nullable;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

import java.net.URI;
import java.util.Collection;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Finds the pool that an exchange asks: the one that the route's uri names, or the model; else one that is made of the keys
 * of a provider that has several.
 */
final class PoolItineraries implements Itineraries {

    private final WorkingPools working;
    private final Choices choices;
    private final OverloadGate overload = new OverloadGate();

    PoolItineraries(WorkingPools working, Choices choices) {
        this.working = working;
        this.choices = choices;
    }

    @Override
    public @Nullable Mono<Permit> admit(AiExchange ai) {
        Gate gate = overload.of(ai.settings().part(Pools.class).overload());
        if (gate == null) {
            return null;
        }
        Permit permit = gate.tryEnter();
        return permit != null
                ? Mono.just(permit)
                : Places.behind(gate, ai.timeouts().total(), ai.since());
    }

    @Override
    public Collection<String> names(Settings settings) {
        return settings.part(Pools.class).byName().keySet();
    }

    @Override
    public boolean offers(Settings settings, String name, Predicate<Target> mayAsk) {
        Pool pool = settings.part(Pools.class).byName().get(name);
        return pool != null && pool.targets(null).anyMatch(mayAsk);
    }

    @Override
    public @Nullable Itinerary of(ServerWebExchange exchange, AiExchange ai, URI uri) {
        if (!AiUri.isAi(uri)) {
            return null;
        }
        Operation operation = ai.request().call().operation();
        boolean ofAll = operation == Operation.MODELS || operation == Operation.FILES || operation == Operation.BATCHES;
        if (AiUri.isAuto(uri) && ofAll) {
            return null; // of all providers, or of one account
        }
        WorkingPools.Now now = working.of(ai.settings());
        PoolState pool = now.states().get(named(ai, uri));
        if (pool != null) {
            return itinerary(exchange, ai, pool, /* repeats= */ true);
        }
        Target target = target(ai, uri);
        return target.provider().keys().size() < 2
                ? null
                : itinerary(exchange, ai, now.keys(target), /* repeats= */ false);
    }

    @Override
    public List<Target> prospects(AiExchange ai, URI uri) {
        Pool pool = AiUri.isAi(uri) ? ai.settings().part(Pools.class).byName().get(named(ai, uri)) : null;
        return pool == null ? List.of() : pool.targets(ai.request().model()).toList();
    }

    Itinerary itinerary(ServerWebExchange exchange, AiExchange ai, PoolState pool, boolean repeats) {
        Trace trace = ai.trace();
        ai.add(new TripLog(pool));
        Ask ask = new Ask(exchange, ai);
        List<Seat> seats = new Order(ask, trace, choices.chances()).of(pool);
        if (seats.isEmpty()) {
            throw nobody(pool, trace).asException();
        }
        return new PoolItinerary(pool, new Trip(ai, ask, repeats), choices, seats);
    }

    /** What may be a pool's name: the uri's host, or the model. */
    static String named(AiExchange ai, URI uri) {
        if (!AiUri.isAuto(uri)) {
            return uri.getHost();
        }
        String model = ai.request().model();
        return model == null ? "" : ai.settings().catalogue().aliases().getOrDefault(model, model);
    }

    static Target target(AiExchange ai, URI uri) {
        return AiUri.target(
                uri,
                ai.settings().catalogue(),
                ai.request().model(),
                ai.dialect().id());
    }

    private static Failure nobody(PoolState pool, Trace trace) {
        List<Trace.LeftOut> out = trace.leftOut();
        String reasons =
                out.stream().map(each -> each.name() + ": " + each.why()).collect(Collectors.joining("; "));
        boolean unusable = out.stream().allMatch(each -> each.why().startsWith("not usable"));
        boolean tooLong = out.stream().anyMatch(each -> each.why().startsWith("context of"));
        boolean forbidden = out.stream().anyMatch(each -> each.why().equals(Fit.FORBIDDEN));
        FailureCode code = forbidden
                ? FailureCode.NOT_PERMITTED
                : tooLong
                        ? FailureCode.CONTEXT_LENGTH_EXCEEDED
                        : unusable ? FailureCode.MODEL_NOT_FOUND : FailureCode.NO_TARGET;
        return Failure.of(
                code, "pool " + pool.pool().name() + ": none of its targets can serve this (" + reasons + ")");
    }

    /** The facts of one of whom nothing is known. */
    static Member.Asks asks(Target target) {
        return new Member.Asks(target.provider(), target.model(), null, ModelFacts.UNKNOWN);
    }
}
