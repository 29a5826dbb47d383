package ai.gateway.guards;

import ai.gateway.autoconfigure.ProviderAutoConfiguration;
import ai.gateway.judge.Guard;
import ai.gateway.judge.Guards;
import ai.gateway.pipeline.SettingsHolder;
import ai.gateway.testing.Metadata;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ReactiveWebApplicationContextRunner;
import org.springframework.cloud.gateway.config.HttpClientProperties;
import reactor.netty.http.client.HttpClient;

import static org.assertj.core.api.Assertions.assertThat;

/** What is written of guards, and what is refused of it. */
class GuardsReaderTest {

    private static final String SECRET = "0123456789abcdef";

    private final ReactiveWebApplicationContextRunner context = new ReactiveWebApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(ProviderAutoConfiguration.class))
            .withBean(GuardsReader.class)
            .withBean(HttpClient.class, HttpClient::create)
            .withBean(HttpClientProperties.class)
            .withPropertyValues("ai.gateway.reload.enabled=false");

    @Test
    void guards_ofTheConfiguration_areThereByName() {
        try (Services services = new Services()) {
            assertThat(services.guards())
                    .extracting(Guard::name)
                    .contains("moderation", "llama", "question", "azure", "guardrail", "armor", "presidio", "lakera");
        }
    }

    @Test
    void context_allWritten_isReadWithoutShowingSecrets() {
        context.withPropertyValues(
                        "ai.gateway.guards.own.type=webhook",
                        "ai.gateway.guards.own.url=https://hooks.example.com/secret-path",
                        "ai.gateway.guards.own.secret=" + SECRET)
                .run(started -> {
                    Definitions read =
                            started.getBean(SettingsHolder.class).current().part(Definitions.class);
                    assertThat(read.byName()).containsOnlyKeys("own");
                    assertThat(read.toString()).doesNotContain(SECRET, "secret-path");
                    assertThat(new GuardsProperties(
                                            read.byName(), new GuardsProperties.AddressGuard(java.util.List.of()))
                                    .toString())
                            .doesNotContain(SECRET, "secret-path");
                });
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            x.type=lakera,x.api-key=secret-key,x.threshold=1 | guards.x.threshold: not for type lakera
            x.type=lakera | guards.x.api-key: none (expected: one, for type lakera)
            x.model=openai/m | guards.x.type: none (expected: one of moderation, model, azure-content-safety, bedrock-guardrail,
            x.type=lakra | guards.x.type: lakra (expected: one of moderation, model
            x.type=lakera,x.api-key=secret-key,x.projekt=p | guards.x.projekt: unknown (expected: project)
            x.type=lakera,x.api-key=secret-key,x.step=-1 | guards.x.step: -1 (expected: >= 0)
            x.type=lakera,x.api-key=secret-key,x.endpoint=ftp://a | guards.x.endpoint: no address (expected: https://host
            x.type=lakera,x.api-key=secret-key,x.endpoint=https://u:secret-key@a | guards.x.endpoint: no address (expected: https://host
            [a b].type=lakera,[a b].api-key=secret-key | guards.a b.type: of a guard of that name (expected: one of a-z, 0-9 and -)
            x.type=moderation,x.model=m | guards.x.model: m (expected: provider/model)
            x.type=moderation,x.model=opnai/m | guards.x.model: provider: opnai (expected: openai)
            x.type=moderation,x.model=ollama/m | guards.x.model: ollama/m (expected: of a provider that does that)
            x.type=moderation,x.model=openai/m,x.threshold=1.1 | guards.x.threshold: 1.1 (expected: above 0, to 1)
            x.type=model,x.model=openai/m | guards.x.manner: none (expected: one, for type model)
            x.type=model,x.model=openai/m,x.manner=question | guards.x.prompt: none (expected: what the texts must not have)
            x.type=model,x.model=openai/m,x.manner=question,x.prompt=p,x.categories=S1 | guards.x.categories: some (expected: none, with manner question)
            x.type=model,x.model=openai/m,x.manner=llama-guard,x.prompt=p | guards.x.prompt: one (expected: none, with manner llama-guard)
            x.type=model,x.model=openai/m,x.manner=llama-guard,x.categories=S15 | guards.x.categories: S15 (expected: of [violent-crimes,
            x.type=azure-content-safety,x.endpoint=https://a,x.api-key=secret-key,x.threshold=8 | guards.x.threshold: 8.0 (expected: 1 to 7)
            x.type=azure-content-safety,x.endpoint=https://a,x.api-key=secret-key,x.threshold=1.5 | guards.x.threshold: 1.5 (expected: 1 to 7)
            x.type=azure-content-safety,x.endpoint=https://a,x.api-key=secret-key,x.categories=hates | guards.x.categories: hates (expected: of [hate, self-harm, sexual, violence]
            x.type=bedrock-guardrail,x.guardrail=g,x.provider=openai | guards.x.provider: openai (expected: one of dialect bedrock)
            x.type=bedrock-guardrail,x.guardrail=g,x.provider=bedrok | guards.x.provider: provider: bedrok (expected: bedrock)
            x.type=model-armor,x.template=t | guards.x.template: t (expected: projects/P/locations/L/templates/T)
            x.type=presidio,x.endpoint=presidio | guards.x.endpoint: no address (expected: https://host or http://host)
            x.type=webhook,x.url=https://a.example/secret-path,x.secret=short | guards.x.secret: 5 characters (expected: >= 16)
            x.type=webhook,x.url=http://10.1.2.3/secret-path,x.secret=0123456789abcdef | guards.x.url: 10.1.2.3 (expected: a public address
            x.type=webhook,x.url=ftp://a/secret-path,x.secret=0123456789abcdef | guards.x.url: another scheme (expected: http
            """)
    void context_mistake_failsTheStartWithoutShowingSecrets(String properties, String message) {
        ReactiveWebApplicationContextRunner written = context.withPropertyValues(
                        "ai.gateway.providers.openai.api-key=k")
                .withPropertyValues("ai.gateway.providers.ollama.enabled=true");
        for (String property : properties.split(",")) {
            written = written.withPropertyValues("ai.gateway.guards." + property);
        }
        written.run(started -> assertThat(started.getStartupFailure())
                .rootCause()
                .satisfies(cause -> assertThat(cause.getMessage()).doesNotContain(SECRET, "secret-path", "secret-key"))
                .satisfiesAnyOf(
                        cause -> assertThat(cause).hasMessageContaining(message),
                        cause -> assertThat(started.getStartupFailure()).hasStackTraceContaining(message)));
    }

    @Test
    void context_addressGuard_letsServicesBeInside() {
        context.withPropertyValues(
                        "ai.gateway.guards.own.type=webhook",
                        "ai.gateway.guards.own.url=http://10.1.2.3/x",
                        "ai.gateway.guards.own.secret=" + SECRET,
                        "ai.gateway.address-guard.allow[0]=10.0.0.0/8")
                .run(started -> assertThat(started).hasNotFailed());
    }

    @Test
    void metadata_properties_areDescribed() {
        assertThat(Metadata.describedBelow("ai.gateway.guards")).containsExactly("ai.gateway.guards");
    }

    @Test
    void guards_withoutAGateway_areNone() {
        new ReactiveWebApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(GuardsAutoConfiguration.class))
                .run(started -> assertThat(started).hasNotFailed().doesNotHaveBean(Guards.class));
    }
}
