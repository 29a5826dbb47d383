package ai.gateway.pools;

import ai.gateway.exchange.Failure;
import ai.gateway.exchange.FailureCode;
import ai.gateway.exchange.Operation;
import ai.gateway.models.ModelFacts;
import ai.gateway.pipeline.AiExchange;
import ai.gateway.pipeline.Itineraries;
import ai.gateway.pipeline.Itinerary;
import ai.gateway.pipeline.Settings;
import ai.gateway.pipeline.Trace;
import ai.gateway.provider.Catalogue;
import ai.gateway.provider.Provider;
import ai.gateway.provider.Target;
import org.jspecify.annotations.Nullable;
import org.springframework.web.server.ServerWebExchange;

import java.net.URI;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Finds the pool that an exchange asks: the one that the route's uri names, or the model; else one that is made of the keys
 * of a provider that has several.
 */
final class PoolItineraries implements Itineraries {

    private final WorkingPools working;
    private final Choices choices;

    PoolItineraries(WorkingPools working, Choices choices) {
        this.working = working;
        this.choices = choices;
    }

    @Override
    public Collection<String> names(Settings settings) {
        return settings.part(Pools.class).byName().keySet();
    }

    @Override
    public @Nullable Itinerary of(ServerWebExchange exchange, AiExchange ai, URI uri) {
        if (!"ai".equals(uri.getScheme())) {
            return null;
        }
        Operation operation = ai.request().call().operation();
        boolean auto = "auto".equals(uri.getHost());
        if (auto && (operation == Operation.MODELS || operation == Operation.FILES || operation == Operation.BATCHES)) {
            return null; // of all providers, or of one account
        }
        WorkingPools.Now now = working.of(ai.settings());
        PoolState pool = now.states().get(auto ? named(ai) : uri.getHost());
        if (pool != null) {
            return itinerary(exchange, ai, pool, /* repeats= */ true);
        }
        Target target = target(ai, uri, auto);
        if (target == null || target.provider().keys().size() < 2) {
            return null;
        }
        return itinerary(exchange, ai, now.keys(target), /* repeats= */ false);
    }

    Itinerary itinerary(ServerWebExchange exchange, AiExchange ai, PoolState pool, boolean repeats) {
        Trace trace = ai.trace();
        ai.add(new TripLog(pool));
        List<Seat> seats = new Order(new Ask(exchange, ai), trace, choices.chances()).of(pool);
        if (seats.isEmpty()) {
            throw nobody(pool, trace).asException();
        }
        return new PoolItinerary(pool, new Trip(ai, repeats), choices, seats);
    }

    private static String named(AiExchange ai) {
        String model = ai.request().model();
        return model == null ? "" : ai.settings().catalogue().aliases().getOrDefault(model, model);
    }

    private static @Nullable Target target(AiExchange ai, URI uri, boolean auto) {
        Catalogue catalogue = ai.settings().catalogue();
        String model = ai.request().model();
        if (auto) {
            return catalogue.resolve(model, ai.dialect().id());
        }
        Provider provider = catalogue.find(uri.getHost()).orElse(null);
        return provider == null ? null : catalogue.resolve(provider, model);
    }

    private static Failure nobody(PoolState pool, Trace trace) {
        List<Trace.LeftOut> out = trace.leftOut();
        String reasons =
                out.stream().map(each -> each.name() + ": " + each.why()).collect(Collectors.joining("; "));
        boolean unusable = out.stream().allMatch(each -> each.why().startsWith("not usable"));
        boolean tooLong = out.stream().anyMatch(each -> each.why().startsWith("context of"));
        FailureCode code = tooLong
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
