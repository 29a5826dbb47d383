package ai.gateway.observe;

import ai.gateway.quota.MemoryQuotas;
import ai.gateway.quota.Quotas;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ReactiveWebApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;

/** Limits are shown where somebody counts them, and somebody reads. */
class LimitMetricsAutoConfigurationTest {

    private final ReactiveWebApplicationContextRunner context = new ReactiveWebApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(LimitMetricsAutoConfiguration.class));

    private ReactiveWebApplicationContextRunner counting() {
        return context.withBean(Quotas.class, () -> new MemoryQuotas(() -> 0));
    }

    @Test
    void registryAndQuotas_areThere_limitsAreShown() {
        counting()
                .withBean(MeterRegistry.class, SimpleMeterRegistry::new)
                .run(started -> assertThat(started).hasSingleBean(LimitMeters.class));
    }

    @Test
    void registry_isNotThere_nothingIsShown() {
        counting().run(started -> assertThat(started).hasNotFailed().doesNotHaveBean(LimitMeters.class));
    }

    @Test
    void quotas_areNotThere_nothingIsShown() {
        context.withBean(MeterRegistry.class, SimpleMeterRegistry::new)
                .run(started -> assertThat(started).hasNotFailed().doesNotHaveBean(LimitMeters.class));
    }

    @Test
    void micrometer_isNotThere_startsAllTheSame() {
        counting()
                .withClassLoader(new FilteredClassLoader("io.micrometer.core"))
                .run(started -> assertThat(started).hasNotFailed().doesNotHaveBean("aiLimitMeters"));
    }
}
