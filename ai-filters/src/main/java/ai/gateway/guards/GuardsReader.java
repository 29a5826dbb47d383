package ai.gateway.guards;

import ai.gateway.exchange.Operation;
import ai.gateway.guards.GuardsProperties.Definition;
import ai.gateway.guards.GuardsProperties.Manner;
import ai.gateway.judge.Guard;
import ai.gateway.judge.Judges;
import ai.gateway.pipeline.SettingsPart;
import ai.gateway.provider.Catalogue;
import ai.gateway.provider.Provider;
import ai.gateway.reach.AddressGuard;
import ai.gateway.reach.AddressRefused;
import ai.gateway.reach.AllowList;
import ai.gateway.reach.Endpoint;
import ai.gateway.wire.Json;
import ai.gateway.wire.JsonException;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import static java.nio.charset.StandardCharsets.UTF_8;

/** Holds what is written of guards against what each type takes. */
final class GuardsReader implements SettingsPart<GuardsProperties, Definitions> {

    private static final int SHORTEST_SECRET = 16;
    private static final String FILE = "file:";

    @Override
    public Class<GuardsProperties> written() {
        return GuardsProperties.class;
    }

    @Override
    public Class<Definitions> type() {
        return Definitions.class;
    }

    @Override
    public Definitions read(GuardsProperties written, Catalogue catalogue) {
        AllowList allowed = allowed(written);
        Map<String, Guard> ready = new HashMap<>();
        written.guards().forEach((name, definition) -> {
            try {
                check(name, definition);
                Guard guard = ready(name, definition);
                if (guard != null) {
                    ready.put(name, guard);
                }
                checkProvider(definition, catalogue);
                checkPlace(definition, allowed);
            } catch (IllegalArgumentException wrong) {
                throw new IllegalArgumentException("guards." + name + "." + wrong.getMessage(), wrong);
            }
        });
        return new Definitions(written.guards(), allowed, ready);
    }

    private static AllowList allowed(GuardsProperties written) {
        try {
            return AllowList.of(written.addressGuard().allow());
        } catch (IllegalArgumentException wrong) {
            throw new IllegalArgumentException("address-guard.allow: " + wrong.getMessage(), wrong);
        }
    }

    /** What asks nobody; null for what does. */
    private static @Nullable Guard ready(String name, Definition definition) {
        return switch (Objects.requireNonNull(definition.type())) {
            case SCHEMA -> schema(name, definition.schema().strip());
            case LANGUAGE -> Judges.language(name, Set.copyOf(definition.languages()));
            default -> null;
        };
    }

    private static Guard schema(String name, String written) {
        try {
            byte[] json = written.startsWith(FILE)
                    ? Files.readAllBytes(Path.of(written.substring(FILE.length())))
                    : written.getBytes(UTF_8);
            return Judges.schema(name, Json.parse(json));
        } catch (IOException | JsonException | IllegalArgumentException wrong) {
            throw new IllegalArgumentException("schema: " + wrong.getMessage(), wrong);
        }
    }

    private static void check(String name, Definition definition) {
        if (!name.chars().allMatch(c -> (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-')) {
            throw new IllegalArgumentException("type: of a guard of that name (expected: one of a-z, 0-9 and -)");
        }
        Type type = definition.type();
        if (type == null) {
            throw new IllegalArgumentException("type: none (expected: one of "
                    + Arrays.stream(Type.values()).map(Type::word).collect(Collectors.joining(", ")) + ")");
        }
        type.check(definition.written());
        Integer step = definition.step();
        require("step", step, step == null || step >= 0, ">= 0");
        checkValues(type, definition);
    }

    private static void checkValues(Type type, Definition definition) {
        Double threshold = definition.threshold();
        switch (type) {
            case MODERATION, PRESIDIO ->
                require(
                        "threshold",
                        threshold,
                        threshold == null || (threshold > 0 && threshold <= 1),
                        "above 0, to 1");
            case MODEL -> checkManner(definition);
            case AZURE_CONTENT_SAFETY -> {
                require("threshold", threshold, threshold == null || isSeverity(threshold), "1 to 7");
                checkCategories(definition, AzureContentSafety.CATEGORIES::containsKey, AzureContentSafety.CATEGORIES);
            }
            case MODEL_ARMOR ->
                require(
                        "template",
                        definition.template(),
                        ModelArmor.location(definition.template()) != null,
                        "projects/P/locations/L/templates/T");
            case WEBHOOK -> {
                int length = definition.secret().length();
                require("secret", length + " characters", length >= SHORTEST_SECRET, ">= " + SHORTEST_SECRET);
            }
            case TOPICS -> Kinds.topics(definition);
            case BEDROCK_GUARDRAIL, LAKERA, SCHEMA, LANGUAGE -> {
                // there is nothing that can be wrong with them but what the service knows
            }
        }
    }

    private static boolean isSeverity(double threshold) {
        return threshold >= 1 && threshold <= 7 && threshold == Math.rint(threshold);
    }

    private static void checkManner(Definition definition) {
        if (definition.manner() == Manner.QUESTION) {
            require("prompt", "none", !definition.prompt().isBlank(), "what the texts must not have");
            require("categories", "some", definition.categories().isEmpty(), "none, with manner question");
        } else {
            require("prompt", "one", definition.prompt().isBlank(), "none, with manner llama-guard");
            checkCategories(definition, name -> LlamaGuard.code(name) != null, LlamaGuard.CATEGORIES);
        }
    }

    private static void checkCategories(Definition definition, Predicate<String> known, Map<String, String> all) {
        for (String category : definition.categories()) {
            require("categories", category, known.test(category), "of " + all.keySet());
        }
    }

    /** What is lacking of a provider that cannot be used yet, is told when it is. */
    private static void checkProvider(Definition definition, Catalogue catalogue) {
        if (!definition.model().isBlank()) {
            String model = definition.model();
            int slash = model.indexOf('/');
            require("model", model, slash > 0 && slash < model.length() - 1, "provider/model");
            Provider provider = known("model", model.substring(0, slash), catalogue);
            Operation wanted = definition.type() == Type.MODERATION ? Operation.MODERATION : Operation.CHAT;
            boolean does = wanted == Operation.MODERATION
                    ? provider.takes(Moderation.DIALECT, wanted)
                    : provider.bases().keySet().stream().anyMatch(dialect -> provider.takes(dialect, wanted));
            require("model", model, does || !provider.isUsable(), "of a provider that does that");
        }
        if (!definition.provider().isBlank()) {
            Provider provider = known("provider", definition.provider(), catalogue);
            boolean speaks = definition.type() != Type.BEDROCK_GUARDRAIL || provider.speaks(BedrockGuardrail.DIALECT);
            require("provider", provider.name(), speaks || !provider.isUsable(), "one of dialect bedrock");
        }
    }

    private static Provider known(String field, String name, Catalogue catalogue) {
        try {
            return catalogue.get(name);
        } catch (IllegalArgumentException unknown) {
            throw new IllegalArgumentException(field + ": " + unknown.getMessage(), unknown);
        }
    }

    private static void checkPlace(Definition definition, AllowList allowed) {
        if (!definition.endpoint().isBlank()) {
            require("endpoint", "no address", isPlace(definition.endpoint()), "https://host or http://host");
        }
        if (definition.type() == Type.WEBHOOK) {
            try {
                AddressGuard.check(Endpoint.of(definition.url()), allowed);
            } catch (IllegalArgumentException | AddressRefused wrong) {
                throw new IllegalArgumentException("url: " + wrong.getMessage(), wrong);
            }
        }
    }

    private static boolean isPlace(String endpoint) {
        try {
            URI uri = URI.create(endpoint);
            return ("https".equals(uri.getScheme()) || "http".equals(uri.getScheme()))
                    && uri.getHost() != null
                    && uri.getRawUserInfo() == null
                    && uri.getRawQuery() == null
                    && uri.getRawFragment() == null;
        } catch (IllegalArgumentException none) {
            return false;
        }
    }

    private static void require(String field, @Nullable Object is, boolean right, String expected) {
        if (!right) {
            throw new IllegalArgumentException(field + ": " + is + " (expected: " + expected + ")");
        }
    }
}
