package ai.gateway.autoconfigure;

import ai.gateway.health.Breaker;
import ai.gateway.health.Breakers;
import ai.gateway.health.Health;
import ai.gateway.health.HealthSettings;
import ai.gateway.health.Healths;
import ai.gateway.health.StateChange;
import ai.gateway.health.StateListener;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.cloud.gateway.config.HttpClientProperties;
import reactor.netty.http.client.HttpClient;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import static org.assertj.core.api.Assertions.assertThat;

class HealthAutoConfigurationTest {

    private final ApplicationContextRunner noGateway = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(ProviderAutoConfiguration.class, HealthAutoConfiguration.class));

    private final ApplicationContextRunner context = noGateway
            .withBean(HttpClient.class, HttpClient::create)
            .withBean(HttpClientProperties.class)
            .withPropertyValues("ai.gateway.reload.enabled=false");

    @Test
    void context_withResilience4j_hasBreakersThatOpen() {
        context.run(started -> {
            Health health = started.getBean(Healths.class).of("a", HealthSettings.DEFAULT);
            health.breaker().open(Duration.ofMinutes(1));

            assertThat(health.breaker().state()).isEqualTo(Breaker.State.OPEN);
            assertThat(health.tryBegin()).isNull();
        });
    }

    @Test
    void context_withoutResilience4j_letsEverybodyThrough() {
        context.withClassLoader(new FilteredClassLoader("io.github.resilience4j"))
                .run(started -> {
                    assertThat(started).hasNotFailed().doesNotHaveBean(Breakers.class);
                    Health health = started.getBean(Healths.class).of("a", HealthSettings.DEFAULT);
                    assertThat(health.breaker()).isSameAs(Breaker.ALWAYS_CLOSED);
                    assertThat(health.tryBegin()).isNotNull();
                });
    }

    @Test
    void context_listenersOfTheApplication_areTold() {
        List<StateChange> told = new CopyOnWriteArrayList<>();
        context.withBean(StateListener.class, () -> told::add).run(started -> {
            Health health = started.getBean(Healths.class).of("a", HealthSettings.DEFAULT);
            health.breaker().open(Duration.ofMinutes(1));

            assertThat(told).extracting(StateChange::id).containsExactly("a");
        });
    }

    @Test
    void context_withoutGateway_isLeftAlone() {
        noGateway.run(started -> assertThat(started).hasNotFailed().doesNotHaveBean(Healths.class));
    }
}
