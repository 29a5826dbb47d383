package ai.gateway.pools;

import ai.gateway.autoconfigure.HealthAutoConfiguration;
import ai.gateway.autoconfigure.ProviderAutoConfiguration;
import ai.gateway.pipeline.Itineraries;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ReactiveWebApplicationContextRunner;
import org.springframework.cloud.gateway.config.HttpClientProperties;
import reactor.netty.http.client.HttpClient;

import static org.assertj.core.api.Assertions.assertThat;

/** Actuator and metrics are the host's choice. */
class AtWorkAutoConfigurationTest {

    private final ReactiveWebApplicationContextRunner context = new ReactiveWebApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(
                    HealthAutoConfiguration.class,
                    ProviderAutoConfiguration.class,
                    PoolsAutoConfiguration.class,
                    PoolsEndpointAutoConfiguration.class,
                    PoolMetricsAutoConfiguration.class))
            .withBean(HttpClient.class, HttpClient::create)
            .withBean(HttpClientProperties.class)
            .withPropertyValues("ai.gateway.reload.enabled=false", "ai.gateway.pools.chat.targets=openai/a, openai/b");

    @Test
    void context_neitherOnTheClassPath_poolsWorkAllTheSame() {
        context.withClassLoader(new FilteredClassLoader("org.springframework.boot.actuate", "io.micrometer.core"))
                .run(started -> assertThat(started)
                        .hasNotFailed()
                        .hasSingleBean(Itineraries.class)
                        .doesNotHaveBean("aiPoolsEndpoint")
                        .doesNotHaveBean("aiPoolMeters"));
    }

    @Test
    void context_noRegistry_countsNothing() {
        context.run(started -> assertThat(started)
                .hasNotFailed()
                .hasSingleBean(Itineraries.class)
                .doesNotHaveBean(AttemptListener.class));
    }

    @Test
    void context_registry_showsTheTargetsFromTheStart() {
        context.withBean(MeterRegistry.class, SimpleMeterRegistry::new).run(started -> {
            assertThat(started).hasSingleBean(PoolMeters.class);
            assertThat(started.getBean(MeterRegistry.class)
                            .get("ai.gateway.in.flight")
                            .tags("pool", "chat", "target", "openai/b")
                            .gauge()
                            .value())
                    .isZero();
        });
    }

    @Test
    void context_endpointNotExposed_isNotMade() {
        context.run(started -> assertThat(started).doesNotHaveBean(PoolsEndpoint.class));
        context.withPropertyValues("management.endpoints.web.exposure.include=health,aipools")
                .run(started -> assertThat(started).hasSingleBean(PoolsEndpoint.class));
        context.withPropertyValues(
                        "management.endpoints.web.exposure.include=*", "management.endpoint.aipools.access=NONE")
                .run(started -> assertThat(started).doesNotHaveBean(PoolsEndpoint.class));
    }
}
