package ai.gateway.pools;

import ai.gateway.condition.Nearest;
import ai.gateway.health.Checks;
import ai.gateway.models.ModelFacts;
import ai.gateway.models.ModelTable;
import ai.gateway.plug.Parameters;
import ai.gateway.pools.PoolsProperties.TargetProperties;
import ai.gateway.provider.ApiKey;
import ai.gateway.provider.Catalogue;
import ai.gateway.provider.Provider;

import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;

/** Makes targets of what is written of them. */
final class MemberReader {

    private final Catalogue catalogue;
    private final ModelTable models;
    private final BiFunction<String, String, Pool> pools;

    MemberReader(Catalogue catalogue, ModelTable models) {
        this(catalogue, models, (where, name) -> {
            throw new IllegalArgumentException(where + ": a pool (expected: a model)");
        });
    }

    private MemberReader(Catalogue catalogue, ModelTable models, BiFunction<String, String, Pool> pools) {
        this.catalogue = catalogue;
        this.models = models;
        this.pools = pools;
    }

    /** One that knows pools, too: by where they are named, and their name. */
    MemberReader in(BiFunction<String, String, Pool> known) {
        return new MemberReader(catalogue, models, known);
    }

    Member read(String at, TargetProperties written) {
        boolean isPool = !written.pool().isEmpty();
        if (isPool == !written.model().isEmpty()) {
            throw new IllegalArgumentException(
                    at + ": " + (isPool ? "a model and a pool" : "neither a model nor a pool")
                            + " (expected: provider/model, or a pool)");
        }
        Checks.atLeast(at + ".weight", written.weight(), 0);
        Checks.atLeast(at + ".max-concurrent", written.maxConcurrent(), 0);
        Checks.that(
                at + ".adaptive", "true", !written.adaptive() || written.maxConcurrent() > 0, "a max-concurrent, too");
        return new Member(
                isPool ? written.pool() : name(written),
                isPool ? null : asks(at, written),
                isPool ? pools.apply(at + ".pool", written.pool()) : null,
                written.weight(),
                written.priority(),
                written.tags(),
                PoolReader.condition(at + ".when", written.when()),
                parameters(at, written.parameters()),
                timeouts(at, written.timeouts()),
                written.maxConcurrent(),
                written.adaptive());
    }

    private static String name(TargetProperties written) {
        return written.key().isEmpty() ? written.model() : written.model() + "#" + written.key();
    }

    private Member.Asks asks(String at, TargetProperties written) {
        String model = catalogue.aliases().getOrDefault(written.model(), written.model());
        int slash = model.indexOf('/');
        String name = slash < 0 ? "" : model.substring(0, slash);
        Provider provider = catalogue.find(name).orElse(null);
        if (provider == null || slash == model.length() - 1) {
            throw new IllegalArgumentException(
                    at + ".model: " + written.model() + " (expected: " + meant(name, model, slash) + ")");
        }
        if (!written.key().isEmpty()
                && provider.keys().stream().map(ApiKey::name).noneMatch(written.key()::equals)) {
            throw new IllegalArgumentException(at + ".key: " + written.key() + " (expected: one of "
                    + provider.keys().stream().map(ApiKey::name).toList() + ")");
        }
        String called = provider.nameOf(model.substring(slash + 1));
        ModelFacts stated = FactsReader.facts(at + ".facts.", written.facts());
        return new Member.Asks(
                provider,
                called,
                written.key().isEmpty() ? null : written.key(),
                stated.over(models.find(provider.name(), called)));
    }

    private String meant(String name, String model, int slash) {
        if (slash <= 0 || slash == model.length() - 1) {
            return "provider/model";
        }
        List<String> names = catalogue.providers().stream().map(Provider::name).toList();
        return Nearest.to(name, names)
                .map(nearest -> nearest + model.substring(slash))
                .orElse("provider/model");
    }

    private static Map<String, String> parameters(String at, String text) {
        try {
            return text.isBlank() ? Map.of() : Parameters.read(text);
        } catch (IllegalArgumentException e) {
            throw Checks.renamed(at + ".parameters", e);
        }
    }

    private static Member.Timeouts timeouts(String at, PoolsProperties.Timeouts written) {
        if (written.connect() != null) {
            Checks.positive(at + ".timeouts.connect", written.connect());
        }
        if (written.firstEvent() != null) {
            Checks.positive(at + ".timeouts.first-event", written.firstEvent());
        }
        if (written.betweenEvents() != null) {
            Checks.positive(at + ".timeouts.between-events", written.betweenEvents());
        }
        return new Member.Timeouts(written.connect(), written.firstEvent(), written.betweenEvents());
    }
}
