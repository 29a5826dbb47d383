package ai.gateway.pools;

import ai.gateway.pipeline.SettingsHolder;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;

/** Metrics of pools, where the host has a registry for them: made by Boot 4, by Boot 3.5, or by itself. */
@AutoConfiguration(
        after = PoolsAutoConfiguration.class,
        afterName = {
            "ai.gateway.autoconfigure.ProviderAutoConfiguration",
            "org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration",
            "org.springframework.boot.actuate.autoconfigure.metrics.CompositeMeterRegistryAutoConfiguration"
        })
@ConditionalOnClass(MeterRegistry.class)
@ConditionalOnBean({MeterRegistry.class, WorkingPools.class, SettingsHolder.class})
public class PoolMetricsAutoConfiguration {

    @Bean
    PoolMeters aiPoolMeters(MeterRegistry registry, WorkingPools working) {
        return new PoolMeters(registry, new MeterNames(working));
    }

    @Bean
    PoolGauges aiPoolGauges(MeterRegistry registry, WorkingPools working, SettingsHolder settings) {
        return new PoolGauges(registry, working, settings);
    }
}
