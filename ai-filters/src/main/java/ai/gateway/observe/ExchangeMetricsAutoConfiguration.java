package ai.gateway.observe;

import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

/** Metrics of exchanges, where the host has a registry for them: made by Boot 4, by Boot 3.5, or by itself. */
@AutoConfiguration(
        beforeName = "ai.gateway.autoconfigure.PipelineAutoConfiguration",
        afterName = {
            "org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration",
            "org.springframework.boot.actuate.autoconfigure.metrics.CompositeMeterRegistryAutoConfiguration"
        })
@ConditionalOnClass(MeterRegistry.class)
@ConditionalOnBean(MeterRegistry.class)
@EnableConfigurationProperties(ObserveProperties.class)
public class ExchangeMetricsAutoConfiguration {

    @Bean
    ExchangeMeters aiExchangeMeters(MeterRegistry registry, ObserveProperties properties) {
        return new ExchangeMeters(registry, properties);
    }
}
