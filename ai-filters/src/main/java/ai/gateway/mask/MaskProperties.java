package ai.gateway.mask;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * What all masks share.
 *
 * @param secret By which names are the same in all of a conversation; 16 characters and more.
 */
@ConfigurationProperties(prefix = "ai.gateway.mask", ignoreUnknownFields = false)
record MaskProperties(@Nullable String secret) {

    private static final int SHORTEST = 16;

    MaskProperties {
        secret = secret == null || secret.isBlank() ? null : secret.strip();
        if (secret != null && secret.length() < SHORTEST) {
            throw new IllegalArgumentException(
                    "ai.gateway.mask.secret: " + secret.length() + " characters (expected: at least " + SHORTEST + ")");
        }
    }
}
