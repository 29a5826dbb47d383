package ai.gateway.autoconfigure;

import ai.gateway.health.Breakers;
import ai.gateway.health.Healths;
import ai.gateway.health.SharedHealth;
import ai.gateway.health.StateListener;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import reactor.netty.http.client.HttpClient;

/** What is known of targets, in any gateway; with circuit breakers where Resilience4j is on the class path. */
@AutoConfiguration(afterName = "org.springframework.cloud.gateway.config.GatewayAutoConfiguration")
@ConditionalOnBean(HttpClient.class)
public class HealthAutoConfiguration {

    @Bean
    @ConditionalOnMissingBean
    @ConditionalOnClass(name = "io.github.resilience4j.circuitbreaker.CircuitBreaker")
    Breakers aiBreakers() {
        return Breakers.resilience4j();
    }

    @Bean
    @ConditionalOnMissingBean
    Healths aiHealths(
            ObjectProvider<Breakers> breakers,
            ObjectProvider<SharedHealth> shared,
            ObjectProvider<StateListener> listeners) {
        Healths healths = new Healths(
                breakers.getIfAvailable(Breakers::none),
                System::nanoTime,
                shared.getIfAvailable(() -> SharedHealth.NONE));
        listeners.orderedStream().forEach(healths::onStateChange);
        return healths;
    }
}
