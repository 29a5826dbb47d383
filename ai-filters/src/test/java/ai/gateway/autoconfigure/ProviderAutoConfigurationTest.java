package ai.gateway.autoconfigure;

import ai.gateway.pipeline.SettingsHolder;
import ai.gateway.provider.AuthStyle;
import ai.gateway.provider.Provider;
import ai.gateway.provider.Signer;
import ai.gateway.provider.Target;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.cloud.context.environment.EnvironmentChangeEvent;
import org.springframework.cloud.gateway.config.HttpClientProperties;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.support.GenericApplicationContext;
import reactor.core.publisher.Mono;
import reactor.netty.http.client.HttpClient;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;

import static org.assertj.core.api.Assertions.assertThat;

class ProviderAutoConfigurationTest {

    private final ApplicationContextRunner noGateway =
            new ApplicationContextRunner().withConfiguration(AutoConfigurations.of(ProviderAutoConfiguration.class));

    private final ApplicationContextRunner context =
            noGateway.withBean(HttpClient.class, HttpClient::create).withBean(HttpClientProperties.class);

    @Test
    void context_properties_areInForce() {
        context.withPropertyValues(
                        "ai.gateway.providers.mine.base-url=http://x", "ai.gateway.providers.mine.dialect=openai")
                .run(started -> {
                    assertThat(started).hasSingleBean(FileWatch.class);
                    assertThat(provider(started.getBean(SettingsHolder.class), "mine")
                                    .isUsable())
                            .isTrue();
                });
    }

    @Test
    void context_withoutGateway_isLeftAlone() {
        noGateway
                .withPropertyValues("ai.gateway.providers.openai.base-ul=http://x")
                .run(started -> assertThat(started).hasNotFailed().doesNotHaveBean(SettingsHolder.class));
    }

    @Test
    void context_refreshEvent_readsAgain() {
        context.withPropertyValues("ai.gateway.reload.enabled=false", "ai.gateway.limits.max-stream-events=1")
                .run(started -> {
                    assertThat(started).doesNotHaveBean(FileWatch.class);
                    SettingsHolder holder = started.getBean(SettingsHolder.class);

                    TestPropertyValues.of("ai.gateway.limits.max-stream-events=2")
                            .applyTo(started);
                    started.publishEvent(
                            new EnvironmentChangeEvent(started, Set.of("ai.gateway.limits.max-stream-events")));

                    assertThat(holder.current().limits().maxStreamEvents()).isEqualTo(2);
                    assertThat(holder.version()).isEqualTo(2);
                });
    }

    @Test
    void application_itsOwnFiles_areReadAgain(@TempDir Path dir) throws IOException {
        Path main = Files.writeString(dir.resolve("application.yml"), """
                ai.gateway.limits.max-stream-events: 1
                ---
                ai.gateway.limits.max-json-depth: 1
                """);
        Files.writeString(dir.resolve("application-blue.properties"), "ai.gateway.response-headers=false");
        String[] arguments = {
            "--spring.config.location=file:" + dir + "/",
            "--spring.profiles.active=blue",
            "--spring.main.banner-mode=off",
            "--ai.gateway.reload.enabled=false",
            "--ai.gateway.reload.files=" + dir.resolve("later.yml")
        };
        ApplicationContextInitializer<GenericApplicationContext> gateway = context -> {
            context.registerBean(HttpClient.class, () -> HttpClient.create());
            context.registerBean(HttpClientProperties.class);
        };
        try (var started = new SpringApplicationBuilder(ProviderAutoConfiguration.class)
                .initializers(gateway)
                .web(WebApplicationType.NONE)
                .run(arguments)) {
            SettingsHolder holder = started.getBean(SettingsHolder.class);
            assertThat(holder.current().limits().json().maxDepth()).isEqualTo(1);

            Files.writeString(main, """
                    ai.gateway: { limits: { max-stream-events: 2, max-json-depth: 3 }, response-headers: true }
                    ---
                    ai.gateway.limits.max-json-depth: 2
                    """);
            Files.writeString(dir.resolve("later.yml"), "ai.gateway.timeouts.total: 7s");
            started.getBean(SettingsReloader.class).poll();

            assertThat(holder.current().limits().maxStreamEvents()).isEqualTo(2);
            assertThat(holder.current().limits().json().maxDepth()).isEqualTo(2);
            assertThat(holder.current().responseHeaders()).isFalse();
            assertThat(holder.current().timeouts().total()).hasSeconds(7);
        }
    }

    @Test
    void context_mistake_failsTheStartInWords() {
        context.withPropertyValues("ai.gateway.providers.openai.base-ul=http://x")
                .run(started -> {
                    assertThat(started).hasFailed();
                    var analysis = new InvalidSettingsFailureAnalyzer().analyze(started.getStartupFailure());
                    assertThat(analysis.getDescription())
                            .contains("ai.gateway.providers.openai.base-ul: unknown (expected: base-url)");
                    assertThat(analysis.getAction()).isEqualTo("Correct ai.gateway.providers.openai.base-ul.");
                });
    }

    @Test
    void context_signer_makesItsStyleUsable() {
        context.withBean(Signer.class, TestSigner::new)
                .withPropertyValues("ai.gateway.providers.bedrock.region=eu-west-1")
                .run(started -> assertThat(provider(started.getBean(SettingsHolder.class), "bedrock")
                                .isUsable())
                        .isTrue());
    }

    private static Provider provider(SettingsHolder holder, String name) {
        return holder.current().catalogue().get(name);
    }

    private static final class TestSigner implements Signer {

        @Override
        public AuthStyle style() {
            return AuthStyle.SIGV4;
        }

        @Override
        public Mono<Map<String, String>> headers(Outgoing request, Target target) {
            return Mono.just(Map.of("authorization", "signed"));
        }
    }
}
