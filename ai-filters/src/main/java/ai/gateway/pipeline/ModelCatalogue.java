package ai.gateway.pipeline;

import ai.gateway.dialect.Dialect;
import ai.gateway.dialect.Dialects;
import ai.gateway.dialect.ModelList;
import ai.gateway.exchange.Call;
import ai.gateway.exchange.Model;
import ai.gateway.exchange.Operation;
import ai.gateway.provider.Catalogue;
import ai.gateway.provider.Provider;
import ai.gateway.provider.Target;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/** Which models the configured providers have, asked of all of them at once, and remembered for a while. */
final class ModelCatalogue {

    private static final Logger log = LoggerFactory.getLogger(ModelCatalogue.class);

    /** A list comes at once or not at all, and one provider that is silent must not hold up the others. */
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private static final Duration FRESH = Duration.ofMinutes(5);

    /** How long it is taken for true that a provider does not tell. */
    private static final Duration RETRY = Duration.ofSeconds(15);

    private final Dialects dialects;
    private final OwnCalls calls;
    private final Itineraries itineraries;
    private volatile @Nullable Known known;

    ModelCatalogue(Dialects dialects, OwnCalls calls, Itineraries itineraries) {
        this.dialects = dialects;
        this.calls = calls;
        this.itineraries = itineraries;
    }

    /**
     * @param models ids are {@code provider/model}; aliases and pools stand first, as they are
     * @param untold providers that are configured, and did not tell
     */
    record Listing(List<Model> models, List<String> untold) {}

    private record Known(Catalogue of, Mono<Listing> listing) {}

    /** One provider's part; null where it does not tell. */
    private record Part(String provider, @Nullable List<Model> models) {}

    /** All models of that catalogue. Whoever asks meanwhile waits for the same answers. */
    Mono<Listing> of(Settings settings) {
        Known now = known;
        if (now == null || now.of() != settings.catalogue()) {
            Mono<Listing> listing = ask(settings)
                    .cache(
                            found -> found.untold().isEmpty() ? FRESH : RETRY,
                            error -> Duration.ZERO,
                            () -> Duration.ZERO);
            now = new Known(settings.catalogue(), listing);
            known = now;
        }
        return now.listing();
    }

    private Mono<Listing> ask(Settings settings) {
        Catalogue catalogue = settings.catalogue();
        return Flux.fromIterable(catalogue.providers())
                .filter(Provider::isUsable)
                .flatMapSequential(provider -> ask(provider, settings))
                .collectList()
                .map(parts -> merged(catalogue, itineraries.names(settings), parts));
    }

    private static Listing merged(Catalogue catalogue, Collection<String> pools, List<Part> parts) {
        List<Model> models = new ArrayList<>();
        List<String> untold = new ArrayList<>();
        Stream.concat(catalogue.aliases().keySet().stream(), pools.stream())
                .sorted()
                .map(Model::of)
                .forEach(models::add);
        for (Part part : parts) {
            Provider provider = catalogue.get(part.provider());
            provider.models().keySet().stream()
                    .sorted()
                    .map(name -> Model.of(provider.name() + "/" + name))
                    .forEach(models::add);
            if (part.models() == null) {
                untold.add(provider.name());
            } else {
                part.models().forEach(model -> models.add(model.as(provider.name() + "/" + model.id())));
            }
        }
        return new Listing(List.copyOf(models), List.copyOf(untold));
    }

    private Mono<Part> ask(Provider provider, Settings settings) {
        for (String id : provider.bases().keySet()) {
            Dialect dialect = dialects.get(id);
            ModelList list = dialect.models();
            if (list != null && provider.takes(id, Operation.MODELS)) {
                return Mono.defer(() -> ask(provider, dialect, list, settings))
                        .timeout(PATIENCE)
                        .map(models -> new Part(provider.name(), models))
                        .onErrorResume(error -> {
                            log.warn(
                                    "models of {}: not told ({})",
                                    provider.name(),
                                    Failures.of(error).message());
                            return Mono.just(new Part(provider.name(), null));
                        });
            }
        }
        return Mono.just(new Part(provider.name(), null));
    }

    private Mono<List<Model>> ask(Provider provider, Dialect dialect, ModelList list, Settings settings) {
        Target target = settings.catalogue().resolve(provider, null);
        Call call = Call.of(dialect.id(), Operation.MODELS, list.path());
        return calls.send(new OwnCalls.Own(target, dialect, call, list.query(), new byte[0]))
                .map(list::readAll);
    }
}
