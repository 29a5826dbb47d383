package ai.gateway.redis;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What this gateway keeps in a Redis. Where that is, Spring Boot's own settings say.
 *
 * @param enabled whether replicas share what they know by the Redis that is configured
 * @param keyPrefix what the names of all keys and channels begin with; gateways with the same one share
 */
@ConfigurationProperties(prefix = "ai.gateway.redis", ignoreUnknownFields = false)
record RedisProperties(
        @DefaultValue("true") boolean enabled,
        @DefaultValue("ai-gateway:") String keyPrefix) {}
