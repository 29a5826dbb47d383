package ai.gateway.provider;

import ai.gateway.condition.Glob;
import ai.gateway.dialect.Traits;
import ai.gateway.exchange.AiException;
import ai.gateway.exchange.FailureCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class CatalogueTest {

    private static final Catalogue CATALOGUE = new Catalogue(
            List.of(
                    provider("openai", List.of("openai", "responses"), List.of("gpt-*"), Map.of()),
                    provider(
                            "anthropic",
                            List.of("anthropic"),
                            List.of("claude-*", "shared-*"),
                            Map.of("best", "claude-9")),
                    provider("deepseek", List.of("openai", "anthropic"), List.of("shared-*"), Map.of()),
                    lacking("gemini", "set GEMINI_API_KEY", "gemini-*"),
                    lacking("zai", "set ZAI_API_KEY", "glm-*")),
            Map.of(
                    "fast", "openai/gpt-mini",
                    "gpt-old", "gpt-new",
                    "named/like-that", "anthropic/claude-9"));

    @ParameterizedTest(name = "{0} in {1} -> {2} {3}")
    @CsvSource({
        "fast, openai, openai, gpt-mini",
        "fast, anthropic, openai, gpt-mini",
        "gpt-old, openai, openai, gpt-new",
        "named/like-that, openai, anthropic, claude-9",
        "anthropic/claude-1, openai, anthropic, claude-1",
        "openai/ft:gpt/a/b, openai, openai, ft:gpt/a/b",
        "openai/claude-1, openai, openai, claude-1",
        "anthropic/best, openai, anthropic, claude-9",
        "gpt-5, anthropic, openai, gpt-5",
        "best, openai, anthropic, claude-9",
        "shared-1, anthropic, anthropic, shared-1",
        "shared-1, openai, deepseek, shared-1",
        "shared-1, cohere, anthropic, shared-1",
        "unheard-of, openai, openai, unheard-of",
        "unheard-of, anthropic, anthropic, unheard-of",
        "meta/llama, openai, openai, meta/llama",
        "GPT-5, anthropic, anthropic, GPT-5",
        "OpenAI/gpt-5, openai, openai, OpenAI/gpt-5",
        ", openai, openai,",
        ", anthropic, anthropic,",
        "'', responses, openai,",
    })
    void resolve_auto_followsTheRulesInOrder(String requested, String dialect, String provider, String model) {
        Target target = CATALOGUE.resolve(requested, dialect);

        assertThat(target.provider().name()).isEqualTo(provider);
        assertThat(target.model()).isEqualTo(model);
        assertThat(target.key()).isEqualTo(new ApiKey("k", "secret", 1));
    }

    @ParameterizedTest
    @CsvSource({
        "gemini/gemini-2, gemini, Provider gemini cannot be used: set GEMINI_API_KEY.",
        "gemini-2, gemini, 'No usable provider serves model gemini-2: write provider/model with one of openai, anthropic, deepseek; or for gemini set GEMINI_API_KEY.'",
        "unheard-of, cohere, 'No usable provider serves model unheard-of: write provider/model with one of openai, anthropic, deepseek; or for gemini set GEMINI_API_KEY; for zai set ZAI_API_KEY.'",
        "openai/, openai, 'No model is named behind openai/: write openai/<model>.'",
        ", cohere, 'No usable provider speaks cohere: write provider/model with one of openai, anthropic, deepseek; or for gemini set GEMINI_API_KEY; for zai set ZAI_API_KEY.'",
    })
    void resolve_nobodyCanServe_saysWhatToSet(String requested, String dialect, String message) {
        assertThatThrownBy(() -> CATALOGUE.resolve(requested, dialect))
                .isInstanceOfSatisfying(AiException.class, failed -> {
                    assertThat(failed.failure().code()).isEqualTo(FailureCode.MODEL_NOT_FOUND);
                    assertThat(failed.failure().message()).isEqualTo(message);
                });
    }

    @ParameterizedTest
    @CsvSource({"gpt-5, gpt-5", "openai/gpt-5, gpt-5", "fast, gpt-mini", "meta/llama, meta/llama", ","})
    void resolve_namedProvider_takesItsOwnNameOff(String requested, String model) {
        Target target = CATALOGUE.resolve(CATALOGUE.get("openai"), requested);

        assertThat(target.provider().name()).isEqualTo("openai");
        assertThat(target.model()).isEqualTo(model);
    }

    @Test
    void get_unknownName_saysWhichWasMeant() {
        assertThatThrownBy(() -> CATALOGUE.get("opnai"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("provider: opnai (expected: openai)");
        assertThatThrownBy(() -> CATALOGUE.get("x"))
                .hasMessage("provider: x (expected: one of [openai, anthropic, deepseek, gemini, zai])");
    }

    @ParameterizedTest
    @CsvSource({"a, a, x, y", "a, b, b, a", "a, b, b, c"})
    void new_aliasOfAlias_isRejected(String one, String first, String other, String second) {
        Map<String, String> aliases = new LinkedHashMap<>();
        aliases.put(one, first);
        aliases.put(other, second);

        assertThatThrownBy(() -> new Catalogue(List.of(), aliases))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a: " + first + " is itself an alias (expected: a model, or provider/model)");
    }

    @Test
    void with_nameTwice_isRejected() {
        assertThatThrownBy(() -> CATALOGUE.with(List.of(CATALOGUE.get("openai"))))
                .hasMessage("providers: openai twice (expected: once)");
    }

    @Test
    void with_more_standsBehindTheConfigured() {
        Provider added = provider("added", List.of("cohere"), List.of(), Map.of());

        assertThat(CATALOGUE
                        .with(List.of(added))
                        .resolve("unheard-of", "cohere")
                        .provider())
                .isSameAs(added);
    }

    @Test
    void resolve_severalKeys_choosesByWeight() {
        long seed = 42;
        Map<String, Integer> chosen = new LinkedHashMap<>();
        Catalogue catalogue = withKeys(new Random(seed), 3, 0, 1);

        for (int i = 0; i < 4000; i++) {
            chosen.merge(catalogue.resolve("m", "openai").key().name(), 1, Integer::sum);
        }

        assertThat(chosen).as("seed %d", seed).containsOnlyKeys("k0", "k2");
        assertThat(chosen.get("k0")).as("seed %d", seed).isBetween(2850, 3150);
    }

    @Test
    void resolve_allWeightsZero_choosesAmongAll() {
        long seed = 42;
        Catalogue catalogue = withKeys(new Random(seed), 0, 0);
        List<String> chosen = new ArrayList<>();

        for (int i = 0; i < 100; i++) {
            chosen.add(catalogue.resolve("m", "openai").key().name());
        }

        assertThat(chosen).as("seed %d", seed).contains("k0", "k1");
    }

    private static Catalogue withKeys(Random random, int... weights) {
        List<ApiKey> keys = new ArrayList<>();
        for (int weight : weights) {
            keys.add(new ApiKey("k" + keys.size(), "secret", weight));
        }
        Map<String, URI> bases = Map.of("openai", URI.create("https://p"));
        Provider provider = new Provider("p", bases, AuthStyle.BEARER, keys, Map.of(), Map.of(), Map.of(), List.of());
        return new Catalogue(List.of(provider), Map.of(), random::nextLong);
    }

    private static Provider provider(
            String name, List<String> dialects, List<String> serves, Map<String, String> models) {
        Map<String, URI> bases = new LinkedHashMap<>();
        dialects.forEach(dialect -> bases.put(dialect, URI.create("https://" + name)));
        List<ApiKey> keys = List.of(new ApiKey("k", "secret", 1));
        return new Provider(name, bases, AuthStyle.BEARER, keys, Map.of(), Map.of(), models, Glob.list(serves));
    }

    private static Provider lacking(String name, String obstacle, String serves) {
        List<Glob> globs = Glob.list(List.of(serves));
        return new Provider(
                name,
                Map.of(),
                AuthStyle.BEARER,
                List.of(),
                Map.of(),
                Map.of(),
                Map.of(),
                globs,
                Map.of(),
                Map.of(),
                Map.of(),
                Traits.NONE,
                List.of(),
                obstacle);
    }
}
