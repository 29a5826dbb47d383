package ai.gateway.autoconfigure;

import ai.gateway.condition.Glob;
import ai.gateway.pipeline.Settings;
import ai.gateway.provider.ApiKey;
import ai.gateway.provider.AuthStyle;
import ai.gateway.provider.Catalogue;
import ai.gateway.provider.Provider;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

class SettingsLoaderTest {

    @Test
    void load_nothingConfigured_knowsTheBuiltInsAndUsesNone() {
        Settings settings = Configured.by("");

        assertThat(settings.catalogue().providers()).hasSizeGreaterThanOrEqualTo(35);
        assertThat(settings.catalogue().providers())
                .extracting(Provider::name)
                .startsWith("openai", "anthropic", "gemini")
                .doesNotHaveDuplicates();
        assertThat(settings.catalogue().providers()).noneMatch(Provider::isUsable);
        assertThat(settings.limits()).isEqualTo(Settings.Limits.DEFAULT);
        assertThat(settings.timeouts()).isEqualTo(Settings.Timeouts.DEFAULT);
        assertThat(settings.responseHeaders()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "openai, OPENAI_API_KEY",
        "anthropic, ANTHROPIC_API_KEY",
        "gemini, GEMINI_API_KEY",
        "gemini, GOOGLE_API_KEY",
        "cohere, CO_API_KEY",
        "huggingface, HF_TOKEN",
        "openai, AI_GATEWAY_PROVIDERS_OPENAI_APIKEY",
        "openai, AI_GATEWAY_PROVIDERS_OPENAI_API_KEY",
        "github-models, AI_GATEWAY_PROVIDERS_GITHUBMODELS_APIKEY",
    })
    void load_keyInTheEnvironment_makesThatProviderUsable(String name, String variable) {
        Settings settings = Configured.by("", Map.of(variable, "secret"));

        assertThat(settings.catalogue().providers().stream().filter(Provider::isUsable))
                .extracting(Provider::name)
                .containsExactly(name);
        assertThat(settings.catalogue().get(name).keys()).containsExactly(new ApiKey("api-key", "secret", 1));
    }

    @TestFactory
    Stream<DynamicTest> load_builtInWithAllThatItAsksFor_isUsable() {
        return BuiltIns.load().names().stream()
                .map(name -> DynamicTest.dynamicTest(name, () -> {
                    Provider provider = Configured.by(
                                    "ai.gateway.providers." + name + ": { api-key: k, region: re-1, project: p, "
                                            + "location: lo-1, resource: res.host, account: acc }")
                            .catalogue()
                            .get(name);

                    assertThat(provider.obstacle()).isNull();
                    assertThat(provider.keys()).extracting(ApiKey::value).containsExactly("k");
                    assertThat(provider.auth().isKey()).isTrue();
                    assertThat(provider.bases()).isNotEmpty().allSatisfy((dialect, base) -> {
                        assertThat(base.getHost()).isNotBlank();
                        assertThat(base.toString())
                                .matches("https?://[a-zA-Z0-9.:/-]+[^/]")
                                .doesNotContain("..");
                    });
                }));
    }

    @Test
    void load_firstVariableSetToNothing_takesTheSecond() {
        Map<String, Object> variables = Map.of("GEMINI_API_KEY", "", "GOOGLE_API_KEY", "g", "OPENAI_BASE_URL", "");
        Catalogue catalogue = Configured.by("", variables).catalogue();

        assertThat(catalogue.get("gemini").keys()).extracting(ApiKey::value).containsExactly("g");
        assertThat(catalogue.get("openai").bases()).containsValue(URI.create("https://api.openai.com/v1"));
    }

    @Test
    void load_overrideOfABuiltIn_mergesFieldByField() {
        Provider provider = Configured.by("""
                ai.gateway.providers:
                  anthropic:
                    base-url: http://localhost:9000/
                    api-keys: [ { name: a, value: A, weight: 3 }, { value: B }, { name: unset, value: "" } ]
                    headers: { x-team: search }
                    models: { "[best/one]": claude-9, claude-latest-1.5: claude-8 }
                """).catalogue().get("anthropic");

        assertThat(provider.bases()).isEqualTo(Map.of("anthropic", URI.create("http://localhost:9000")));
        assertThat(provider.auth()).isEqualTo(AuthStyle.X_API_KEY);
        assertThat(provider.keys()).containsExactly(new ApiKey("a", "A", 3), new ApiKey("key-2", "B", 1));
        assertThat(provider.headers()).isEqualTo(Map.of("x-team", "search", "anthropic-version", "2023-06-01"));
        assertThat(provider.serves()).containsExactly(new Glob("claude-*"));
        assertThat(provider.nameOf("best/one")).isEqualTo("claude-9");
        assertThat(provider.nameOf("claude-latest-1.5")).isEqualTo("claude-8");
        assertThat(provider.isUsable()).isTrue();
    }

    @Test
    void load_providersOfOnesOwn_standBehindTheBuiltIns() {
        Catalogue catalogue = Configured.by("""
                ai.gateway:
                  providers:
                    my-vllm: { dialect: openai, base-url: "http://10.0.0.5:8000/v1" }
                    my-claude: { dialect: anthropic, base-url: "http://10.0.0.6", api-key: k }
                  models: { fast: my-vllm/llama, "[big/fast]": my-claude/x }
                """).catalogue();

        assertThat(catalogue.providers()).extracting(Provider::name).endsWith("my-vllm", "my-claude");
        assertThat(catalogue.get("my-vllm").auth()).isEqualTo(AuthStyle.NONE);
        assertThat(catalogue.get("my-claude").auth()).isEqualTo(AuthStyle.X_API_KEY);
        assertThat(catalogue.resolve("fast", "openai").provider().name()).isEqualTo("my-vllm");
        assertThat(catalogue.resolve("big/fast", "openai").provider().name()).isEqualTo("my-claude");
    }

    @ParameterizedTest
    @ValueSource(strings = {"llama3:8b", "meta/llama-3.1", "a b", "Claude_4.5", "ü", "[x/y]", "a.b:c.d"})
    void load_anyNameOfAModel_isAnAlias(String alias) {
        Catalogue catalogue = Configured.by("ai.gateway.models: { '" + alias + "': groq/some:model }")
                .catalogue();

        assertThat(catalogue.aliases()).isEqualTo(Map.of(alias.replaceAll("[\\[\\]]", ""), "groq/some:model"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ollama: { enabled: true }                | ollama",
                "ollama:                                  | ollama",
                "vllm: { base-url: 'http://gpu:8000/v1' } | vllm",
            })
    void load_localServer_countsOnlyWhereItIsMentioned(String yaml, String name) {
        Settings settings = Configured.by("ai.gateway.providers:\n  " + yaml);

        assertThat(settings.catalogue().providers().stream().filter(Provider::isUsable))
                .extracting(Provider::name)
                .containsExactly(name);
        assertThat(settings.catalogue().get(name).auth()).isEqualTo(AuthStyle.NONE);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "mistral  | https://api.mistral.ai     | openai    | https://api.mistral.ai/v1",
                "mistral  | http://localhost:1/v1      | openai    | http://localhost:1/v1",
                "groq     | http://localhost:1/v1/     | openai    | http://localhost:1/v1",
                "deepseek | https://api.deepseek.com   | anthropic | https://api.deepseek.com/anthropic",
                "moonshot | https://api.moonshot.ai/v1 | anthropic | https://api.moonshot.ai/anthropic",
                "moonshot | http://localhost:1         | anthropic | http://localhost:1/anthropic",
                "zai      | https://api.z.ai/api/paas/v4 | anthropic | https://api.z.ai/api/anthropic",
                "cohere   | http://proxy/cohere        | openai    | http://proxy/cohere/compatibility/v1",
                "ollama   | http://localhost:11434     | openai    | http://localhost:11434/v1",
                "ollama   | http://localhost:11434     | ollama    | http://localhost:11434",
                "azure    | https://r.openai.azure.com | responses | https://r.openai.azure.com/openai/v1",
                "azure    | https://r.openai.azure.com/openai/v1/ | openai | https://r.openai.azure.com/openai/v1",
            })
    void load_baseUrl_placesEachDialect(String name, String baseUrl, String dialect, String place) {
        String yaml = "ai.gateway.providers." + name + ": { base-url: '" + baseUrl + "', api-key: k }";

        assertThat(Configured.by(yaml).catalogue().get(name).bases()).containsEntry(dialect, URI.create(place));
    }

    @Test
    void load_ownDialects_addAndTakeAway() {
        Provider provider = Configured.by("""
                ai.gateway.providers.openai: { api-key: k, dialects: { anthropic: claude, responses: "" } }
                """).catalogue().get("openai");

        assertThat(provider.bases().keySet()).containsExactly("openai", "anthropic");
    }

    @Test
    void load_settingsInBraces_fillTheBaseUrl() {
        Catalogue catalogue = Configured.by("""
                ai.gateway.providers:
                  azure: { resource: acme, api-key: k }
                  vertex: { project: p, location: us-central1, access-token: t }
                """).catalogue();

        assertThat(catalogue.get("azure").bases())
                .containsEntry("openai", URI.create("https://acme.openai.azure.com/openai/v1"));
        Provider vertex = catalogue.get("vertex");
        assertThat(vertex.endpoint("gemini", "/v1beta/models/gemini-2:generateContent"))
                .hasToString("https://us-central1-aiplatform.googleapis.com/v1/projects/p/locations/us-central1"
                        + "/publishers/google/models/gemini-2:generateContent");
        assertThat(vertex.auth()).isEqualTo(AuthStyle.BEARER);
        assertThat(vertex.isUsable()).isTrue();
    }

    @Test
    void load_vertexGlobally_leavesTheLocationOutOfTheHost() {
        Settings settings = Configured.by("", Map.of("GOOGLE_CLOUD_PROJECT", "p", "VERTEX_ACCESS_TOKEN", "t"));

        assertThat(settings.catalogue().get("vertex").bases().get("openai"))
                .hasToString("https://aiplatform.googleapis.com/v1/projects/p/locations/global/endpoints/openapi");
    }

    @Test
    void load_signerForAws_makesBedrockUsable() {
        String yaml = "ai.gateway.providers.bedrock: { region: eu-west-1, access-key-id: a, secret-access-key: s }";
        Provider bedrock = Configured.by(yaml, Map.of(), Set.of(AuthStyle.SIGV4))
                .catalogue()
                .get("bedrock");

        assertThat(bedrock.isUsable()).isTrue();
        assertThat(bedrock.auth()).isEqualTo(AuthStyle.SIGV4);
        assertThat(bedrock.settings()).containsEntry("region", "eu-west-1").containsEntry("secret-access-key", "s");
    }

    @Test
    void load_limitsAndTimeouts_areRead() {
        Settings settings = Configured.by("""
                ai.gateway:
                  limits: { max-event-bytes: 1MB, maxJsonDepth: 7 }
                  timeouts: { total: 1h }
                  response-headers: false
                """);

        assertThat(settings.limits().maxEventBytes()).isEqualTo(1 << 20);
        assertThat(settings.limits().json().maxDepth()).isEqualTo(7);
        assertThat(settings.timeouts().total()).isEqualTo(Duration.ofHours(1));
        assertThat(settings.timeouts().connect()).isEqualTo(Settings.Timeouts.DEFAULT.connect());
        assertThat(settings.responseHeaders()).isFalse();
    }

    @Test
    void load_additions_areAskedWithTheConfiguredCatalogue() {
        Map<String, URI> bases = Map.of("openai", URI.create("http://localhost"));
        Provider added =
                new Provider("stand-in", bases, AuthStyle.NONE, List.of(), Map.of(), Map.of(), Map.of(), List.of());
        SettingsLoader loader = new SettingsLoader(
                Set.of(),
                List.of(configured ->
                        configured.providers().stream().anyMatch(Provider::isUsable) ? List.of() : List.of(added)),
                List.of());

        Catalogue without = loader.load(Configured.sources("", Map.of())).catalogue();
        Catalogue with =
                loader.load(Configured.sources("", Map.of("GROQ_API_KEY", "k"))).catalogue();

        assertThat(without.find("stand-in")).contains(added);
        assertThat(with.find("stand-in")).isEmpty();
    }
}
