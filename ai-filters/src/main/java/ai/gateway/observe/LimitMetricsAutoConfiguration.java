package ai.gateway.observe;

import ai.gateway.quota.Quotas;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

import java.time.Clock;

/** Metrics of limits and budgets, where the host has a registry for them: made by Boot 4, by Boot 3.5, or by itself. */
@AutoConfiguration(
        afterName = {
            "ai.gateway.autoconfigure.AccountAutoConfiguration",
            "org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration",
            "org.springframework.boot.actuate.autoconfigure.metrics.CompositeMeterRegistryAutoConfiguration"
        })
@ConditionalOnClass(MeterRegistry.class)
@ConditionalOnBean({MeterRegistry.class, Quotas.class})
@EnableConfigurationProperties(ObserveProperties.class)
public class LimitMetricsAutoConfiguration {

    @Bean
    LimitMeters aiLimitMeters(Quotas quotas, MeterRegistry registry, ObserveProperties properties) {
        return new LimitMeters(quotas, registry, properties.mostSeries(), Clock.systemUTC()::millis);
    }
}
