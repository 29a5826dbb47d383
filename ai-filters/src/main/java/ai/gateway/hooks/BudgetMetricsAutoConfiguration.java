package ai.gateway.hooks;

import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;

/** Metrics of budgets' events, where the host has a registry for them. */
@AutoConfiguration(
        after = HooksAutoConfiguration.class,
        afterName = {
            "org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration",
            "org.springframework.boot.actuate.autoconfigure.metrics.CompositeMeterRegistryAutoConfiguration"
        })
@ConditionalOnClass(MeterRegistry.class)
@ConditionalOnBean({MeterRegistry.class, Thresholds.class})
public class BudgetMetricsAutoConfiguration {

    @Bean
    BudgetMeters aiBudgetMeters(MeterRegistry registry) {
        return new BudgetMeters(registry);
    }
}
