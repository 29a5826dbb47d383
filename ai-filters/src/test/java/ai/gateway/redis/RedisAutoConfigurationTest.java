package ai.gateway.redis;

import ai.gateway.health.Finding;
import ai.gateway.health.SharedHealth;
import ai.gateway.quota.MemoryQuotas;
import ai.gateway.quota.Quotas;
import ai.gateway.testing.RealRedis;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration;
import org.springframework.boot.data.redis.autoconfigure.DataRedisReactiveAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import reactor.netty.http.client.HttpClient;

import java.util.function.Consumer;

import static org.assertj.core.api.Assertions.assertThat;

class RedisAutoConfigurationTest {

    private final ApplicationContextRunner noGateway =
            new ApplicationContextRunner().withConfiguration(AutoConfigurations.of(RedisAutoConfiguration.class));

    private final ApplicationContextRunner noRedis = noGateway.withBean(HttpClient.class, HttpClient::create);

    /** Nobody listens there: a gateway starts all the same. */
    private final ApplicationContextRunner context = noRedis.withConfiguration(
                    AutoConfigurations.of(DataRedisAutoConfiguration.class, DataRedisReactiveAutoConfiguration.class))
            .withPropertyValues("spring.data.redis.port=" + RealRedis.unusedPort());

    @Test
    void context_withRedis_healthIsSharedFromTheStart() {
        context.run(started ->
                assertThat(started.getBean(RedisHealth.class).isRunning()).isTrue());
    }

    @Test
    void context_withRedis_quotasAreShared_unlessTheApplicationHasItsOwn() {
        context.run(started ->
                assertThat(started.getBean(RedisQuotas.class).isRunning()).isTrue());
        context.withBean(Quotas.class, () -> new MemoryQuotas(() -> 0))
                .run(started -> assertThat(started).hasSingleBean(Quotas.class).doesNotHaveBean(RedisQuotas.class));
    }

    @Test
    void context_withoutTheLibraryOrAConnection_isLeftAlone() {
        noRedis.withClassLoader(new FilteredClassLoader("org.springframework.data", "io.lettuce"))
                .run(started -> assertThat(started).hasNotFailed().doesNotHaveBean(SharedHealth.class));
        noRedis.run(started -> assertThat(started).hasNotFailed().doesNotHaveBean(SharedHealth.class));
    }

    @Test
    void context_withRedisButNoGateway_isLeftAlone() {
        noGateway
                .withConfiguration(AutoConfigurations.of(DataRedisAutoConfiguration.class))
                .run(started -> assertThat(started).hasNotFailed().doesNotHaveBean(SharedHealth.class));
    }

    @Test
    void context_switchedOff_isLeftAlone() {
        context.withPropertyValues("ai.gateway.redis.enabled=false")
                .run(started -> assertThat(started).hasNotFailed().doesNotHaveBean(SharedHealth.class));
    }

    @Test
    void context_misspeltProperty_failsTheStart() {
        context.withPropertyValues("ai.gateway.redis.key-prefx=x")
                .run(started ->
                        assertThat(started.getStartupFailure()).rootCause().hasMessageContaining("key-prefx"));
    }

    @Test
    void context_sharingOfTheApplication_goesFirst() {
        SharedHealth mine = new SharedHealth() {
            @Override
            public void tell(Finding finding) {}

            @Override
            public void onTold(Consumer<Finding> listener) {}
        };
        context.withBean(SharedHealth.class, () -> mine)
                .run(started -> assertThat(started.getBean(SharedHealth.class)).isSameAs(mine));
    }
}
