package ai.gateway.redis;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What the store of answers needs to be in a Redis.
 *
 * @param secret Under which answers are kept in a Redis, the same at all gateways: at least 16 characters. Without it they are kept in the memory of each.
 */
@ConfigurationProperties("ai.gateway.cache")
record AnswerProperties(@DefaultValue("") String secret) {

    AnswerProperties {
        if (!secret.isBlank() && secret.strip().length() < AnswerSecret.SHORTEST) {
            throw new IllegalArgumentException("ai.gateway.cache.secret: *** (expected: at least "
                    + AnswerSecret.SHORTEST + " characters, such as openssl rand -hex 24 makes)");
        }
    }

    /** Nothing of the secret. */
    @Override
    public String toString() {
        return "cache";
    }
}
