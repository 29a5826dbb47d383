package ai.gateway.app;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.autoconfigure.AutoConfigurationImportFilter;
import org.springframework.boot.autoconfigure.AutoConfigurationMetadata;
import org.springframework.boot.data.redis.autoconfigure.DataRedisAutoConfiguration;
import org.springframework.core.io.support.SpringFactoriesLoader;
import org.springframework.mock.env.MockEnvironment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;

class RedisIfConfiguredTest {

    private static final String[] CANDIDATES = {DataRedisAutoConfiguration.class.getName(), null, "some.Other"};

    private final MockEnvironment environment = new MockEnvironment();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "url",
                "host",
                "port",
                "sentinel.nodes",
                "sentinel.nodes[0]",
                "cluster.nodes[0]",
                "masterreplica.nodes"
            })
    void match_somebodySaysWhereRedisIs_springBootMayConnect(String name) {
        environment.setProperty("spring.data.redis." + name, "redis");

        assertThat(match()).containsExactly(true, true, true);
    }

    @Test
    void match_nobodySays_redisAloneIsLeftOut() {
        environment.setProperty("spring.data.redis.timeout", "1s");
        environment.setProperty("spring.data.redis.url", " ");

        assertThat(match()).containsExactly(false, true, true);
    }

    @Test
    void filter_isAmongThoseThatSpringBootAsks() {
        assertThat(SpringFactoriesLoader.loadFactories(AutoConfigurationImportFilter.class, null))
                .hasAtLeastOneElementOfType(RedisIfConfigured.class);
    }

    private boolean[] match() {
        RedisIfConfigured filter = new RedisIfConfigured();
        filter.setEnvironment(environment);
        return filter.match(CANDIDATES, mock(AutoConfigurationMetadata.class));
    }
}
