package ai.gateway.redis;

import ai.gateway.testing.RealRedis;
import io.lettuce.core.api.sync.RedisCommands;
import org.junit.jupiter.api.AutoClose;
import org.springframework.data.redis.connection.RedisConfiguration;
import org.springframework.data.redis.connection.RedisStandaloneConfiguration;

/** Whoever asks may do anything in the Redis. */
class RedisQuotasTest extends QuotasAtRedis {

    @AutoClose
    private final RealRedis redis = RealRedis.start();

    @Override
    RedisConfiguration gateway() {
        return new RedisStandaloneConfiguration("127.0.0.1", redis.port());
    }

    @Override
    RedisCommands<String, String> commands() {
        return redis.commands();
    }
}
