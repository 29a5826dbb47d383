package ai.gateway.embeddings;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

import java.time.Duration;

/**
 * What vectors of texts may cost this gateway.
 *
 * @param enabled Whether it makes vectors of texts itself.
 * @param threads How many threads work at that, each on one text at a time.
 * @param queue How many texts may wait; the next one is left without a vector.
 * @param budget How long a text may take with its waiting; one that takes longer is left without a vector.
 */
@ConfigurationProperties(prefix = "ai.gateway.embeddings", ignoreUnknownFields = false)
record EmbeddingsProperties(
        @DefaultValue("true") boolean enabled,
        @DefaultValue("1") int threads,
        @DefaultValue("64") int queue,
        @DefaultValue("50ms") Duration budget) {

    private static final String NAME = "ai.gateway.embeddings.";
    private static final int MOST_THREADS = 64;

    EmbeddingsProperties {
        if (threads < 1 || threads > MOST_THREADS) {
            throw new IllegalArgumentException(NAME + "threads: " + threads + " (expected: 1 to " + MOST_THREADS + ")");
        }
        if (queue < 1) {
            throw new IllegalArgumentException(NAME + "queue: " + queue + " (expected: >= 1)");
        }
        if (budget.isZero() || budget.isNegative()) {
            throw new IllegalArgumentException(NAME + "budget: " + budget + " (expected: > 0)");
        }
    }
}
