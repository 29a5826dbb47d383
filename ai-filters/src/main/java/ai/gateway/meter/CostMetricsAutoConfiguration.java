package ai.gateway.meter;

import ai.gateway.account.Pricing;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;

import java.util.List;

/** Metrics of what calls come to, where the host has a registry for them: made by Boot 4, by Boot 3.5, or by itself. */
@AutoConfiguration(
        after = MeterAutoConfiguration.class,
        afterName = {
            "org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration",
            "org.springframework.boot.actuate.autoconfigure.metrics.CompositeMeterRegistryAutoConfiguration"
        })
@ConditionalOnClass(MeterRegistry.class)
@ConditionalOnBean({MeterRegistry.class, Pricing.class})
public class CostMetricsAutoConfiguration {

    private static final int MOST_SERIES = 500;

    @Bean
    CostMeters aiCostMeters(MeterRegistry registry, Environment environment) {
        Binder binder = Binder.get(environment);
        return new CostMeters(
                registry,
                binder.bind("ai.gateway.observe.key-tags", Bindable.listOf(String.class))
                        .orElse(List.of()),
                binder.bind("ai.gateway.observe.most-series", Integer.class).orElse(MOST_SERIES));
    }
}
