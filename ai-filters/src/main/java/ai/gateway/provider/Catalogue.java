package ai.gateway.provider;

import ai.gateway.condition.Nearest;
import ai.gateway.exchange.AiException;
import ai.gateway.exchange.Failure;
import ai.gateway.exchange.FailureCode;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.LongUnaryOperator;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** All providers, in the order in which they are preferred, and the aliases of models. Immutable. */
public final class Catalogue {

    /** Clients ask for few models; a flood of made-up names must not fill the memory. */
    private static final int MOST_ANSWERED = 4096;

    private record Question(@Nullable String requested, String dialect) {}

    private final Map<Question, Target> answered = new ConcurrentHashMap<>();
    private final Map<String, Provider> byName = new LinkedHashMap<>();
    private final Map<String, String> aliases;
    private final LongUnaryOperator chance;

    public Catalogue(List<Provider> providers, Map<String, String> aliases) {
        this(providers, aliases, bound -> ThreadLocalRandom.current().nextLong(bound));
    }

    /** @param chance a random number from 0 to below its argument */
    public Catalogue(List<Provider> providers, Map<String, String> aliases, LongUnaryOperator chance) {
        for (Provider provider : providers) {
            if (byName.putIfAbsent(provider.name(), provider) != null) {
                throw new IllegalArgumentException("providers: " + provider.name() + " twice (expected: once)");
            }
        }
        aliases.forEach((alias, model) -> {
            if (aliases.containsKey(model)) {
                throw new IllegalArgumentException(
                        alias + ": " + model + " is itself an alias (expected: a model, or provider/model)");
            }
        });
        this.aliases = Map.copyOf(aliases);
        this.chance = chance;
    }

    /** The same catalogue with more providers behind its own. */
    public Catalogue with(List<Provider> more) {
        return new Catalogue(
                Stream.concat(byName.values().stream(), more.stream()).toList(), aliases, chance);
    }

    public Collection<Provider> providers() {
        return List.copyOf(byName.values());
    }

    public Map<String, String> aliases() {
        return aliases;
    }

    public Optional<Provider> find(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    /** The provider that a route's uri names; a name that nobody knows is a mistake in the configuration. */
    public Provider get(String name) {
        return find(name)
                .orElseThrow(() -> new IllegalArgumentException("provider: " + name + " (expected: "
                        + Nearest.to(name, byName.keySet()).orElseGet(() -> "one of " + byName.keySet()) + ")"));
    }

    /**
     * The target of {@code ai://auto}. An alias is followed once. A known provider's name before a slash settles it. Else
     * a usable provider that is known to serve the model is taken, best one that speaks the client's dialect; else the
     * first usable one that speaks it.
     *
     * @param requested the model as the client wrote it; null where the operation has none
     */
    public Target resolve(@Nullable String requested, String dialect) {
        Question question = new Question(requested, dialect);
        Target known = answered.get(question);
        if (known != null) {
            Provider provider = known.provider();
            return provider.keys().size() < 2 ? known : new Target(provider, known.model(), provider.chooseKey(chance));
        }
        Target found = find(requested, dialect);
        if (answered.size() < MOST_ANSWERED) {
            answered.put(question, found);
        }
        return found;
    }

    private Target find(@Nullable String requested, String dialect) {
        if (requested == null || requested.isBlank()) {
            return firstSpeaker(dialect)
                    .map(provider -> target(provider, null))
                    .orElseThrow(() -> failure("No usable provider speaks " + dialect + ": " + advice(p -> true)));
        }
        String model = aliases.getOrDefault(requested, requested);
        int slash = model.indexOf('/');
        Provider named = slash < 0 ? null : byName.get(model.substring(0, slash));
        if (named != null) {
            return target(named, model.substring(slash + 1));
        }
        return firstServing(model, dialect)
                .or(() -> firstSpeaker(dialect))
                .map(provider -> target(provider, model))
                .orElseThrow(() -> failure("No usable provider serves model " + model + ": " + advice(model)));
    }

    /** The target of {@code ai://<provider>}: aliases hold, and the provider's own name before a slash is taken off. */
    public Target resolve(Provider provider, @Nullable String requested) {
        if (requested == null || requested.isBlank()) {
            return target(provider, null);
        }
        String model = aliases.getOrDefault(requested, requested);
        String prefix = provider.name() + "/";
        return target(provider, model.startsWith(prefix) ? model.substring(prefix.length()) : model);
    }

    private Target target(Provider provider, @Nullable String model) {
        if (!provider.isUsable()) {
            throw failure("Provider " + provider.name() + " cannot be used: " + provider.obstacle() + ".");
        }
        if (model != null && model.isBlank()) {
            throw failure("No model is named behind " + provider.name() + "/: write " + provider.name() + "/<model>.");
        }
        return new Target(provider, model == null ? null : provider.nameOf(model), provider.chooseKey(chance));
    }

    private Optional<Provider> firstServing(String model, String dialect) {
        List<Provider> serving =
                usable().filter(provider -> provider.serves(model)).toList();
        return serving.stream()
                .filter(provider -> provider.speaks(dialect, model))
                .findFirst()
                .or(() -> serving.stream().findFirst());
    }

    private Optional<Provider> firstSpeaker(String dialect) {
        return usable().filter(provider -> provider.speaks(dialect)).findFirst();
    }

    private Stream<Provider> usable() {
        return byName.values().stream().filter(Provider::isUsable);
    }

    private String advice(String model) {
        return byName.values().stream().anyMatch(provider -> provider.serves(model))
                ? advice(provider -> provider.serves(model))
                : advice(provider -> true);
    }

    /** What to set for the first of the providers in question; a list of all of them would help nobody. */
    private String advice(Predicate<Provider> candidates) {
        List<String> obstacles = new ArrayList<>();
        byName.values().stream()
                .filter(candidates.and(provider -> !provider.isUsable()))
                .limit(2)
                .forEach(provider -> obstacles.add("for " + provider.name() + " " + provider.obstacle()));
        String names = usable().map(Provider::name).limit(8).collect(Collectors.joining(", "));
        String write = names.isEmpty() ? "" : "write provider/model with one of " + names;
        return Stream.of(write, String.join("; ", obstacles))
                        .filter(part -> !part.isEmpty())
                        .collect(Collectors.joining("; or "))
                + ".";
    }

    private static AiException failure(String message) {
        return Failure.of(FailureCode.MODEL_NOT_FOUND, message).asException();
    }
}
