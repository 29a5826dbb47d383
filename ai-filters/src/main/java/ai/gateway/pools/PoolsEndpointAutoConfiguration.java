package ai.gateway.pools;

import ai.gateway.pipeline.SettingsHolder;
import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;

/** {@code /actuator/aipools}, where the host has actuator endpoints and exposes this one. */
@AutoConfiguration(
        after = PoolsAutoConfiguration.class,
        afterName = "ai.gateway.autoconfigure.ProviderAutoConfiguration")
@ConditionalOnClass(ConditionalOnAvailableEndpoint.class)
@ConditionalOnBean({PoolDesk.class, SettingsHolder.class})
public class PoolsEndpointAutoConfiguration {

    @Bean
    @ConditionalOnAvailableEndpoint
    PoolsEndpoint aiPoolsEndpoint(PoolDesk desk) {
        return new PoolsEndpoint(desk);
    }
}
