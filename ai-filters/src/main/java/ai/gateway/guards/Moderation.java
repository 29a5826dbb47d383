package ai.gateway.guards;

import ai.gateway.exchange.AiException;
import ai.gateway.exchange.Failure;
import ai.gateway.exchange.FailureCode;
import ai.gateway.exchange.Operation;
import ai.gateway.guards.GuardsProperties.Definition;
import ai.gateway.judge.Matter;
import ai.gateway.judge.Objection;
import ai.gateway.provider.Target;
import ai.gateway.wire.Json;
import ai.gateway.wire.JsonWriter;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** {@code POST /moderations}, as OpenAI and Mistral have it: a list of texts, and of each what it is in which measure. */
final class Moderation implements Kind {

    static final String DIALECT = "openai";

    /** Well below what its models read at once, in any script. */
    private static final int MOST_CHARACTERS = 20_000;

    private static final int MOST_TEXTS = 32;

    private final Providers providers;
    private final String model;
    private final Set<String> categories;
    private final @Nullable Double threshold;

    Moderation(Providers providers, Definition written) {
        this.providers = providers;
        this.model = written.model();
        this.categories = written.categories().stream().map(Names::rule).collect(Collectors.toSet());
        this.threshold = written.threshold();
    }

    @Override
    public Mono<Objection> judge(Matter matter) {
        return Findings.of(Batch.of(matter.judged(), MOST_TEXTS, MOST_CHARACTERS).stream()
                .map(this::ask)
                .toList());
    }

    private Mono<List<Finding>> ask(Batch batch) {
        return Mono.defer(() -> {
            Target target = providers.ofModel(model);
            if (!target.provider().takes(DIALECT, Operation.MODERATION)) {
                throw noModeration(target);
            }
            JsonWriter json = new JsonWriter(1024).beginObject().field("model", String.valueOf(target.model()));
            Service.words(json, "input", batch.parts().stream().map(Part::text).toList());
            String place = target.provider().endpoint(DIALECT, "/moderations");
            return providers
                    .post(target, place, json.endObject().toBytes())
                    .map(answer -> read(answer, batch.parts().size()));
        });
    }

    private static AiException noModeration(Target target) {
        String name = target.provider().name();
        return Failure.of(FailureCode.MODEL_NOT_FOUND, "provider " + name + ": it does no moderation")
                .asException();
    }

    private List<Finding> read(Json answer, int asked) {
        Json results = Service.list(answer, "results");
        if (results.size() != asked) {
            throw new CannotTell(results.size() + " results of " + asked);
        }
        List<Finding> found = new ArrayList<>();
        results.items().forEach(result -> read(result, found));
        return found;
    }

    private void read(Json result, List<Finding> found) {
        Json told = result.get(threshold == null ? "categories" : "category_scores");
        Set<String> seen = new HashSet<>();
        told.members((category, value) -> {
            String rule = Names.rule(category);
            seen.add(rule);
            if ((categories.isEmpty() || categories.contains(rule)) && speaksAgainst(value)) {
                found.add(Finding.of(category));
            }
        });
        if (seen.isEmpty() || !seen.containsAll(categories)) {
            throw new CannotTell("not all of the categories");
        }
    }

    private boolean speaksAgainst(Json value) {
        if (threshold != null && value.isNumber()) {
            return value.decimal(1) >= threshold;
        }
        return switch (value.kind()) {
            case TRUE -> true;
            // of a kind of text that the model does not look at in this language
            case FALSE, NULL -> false;
            default -> throw new CannotTell("a category without a value");
        };
    }
}
