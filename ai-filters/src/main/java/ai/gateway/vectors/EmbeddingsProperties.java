package ai.gateway.vectors;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

import java.time.Duration;

/**
 * Who makes vectors of texts, and what that may cost.
 *
 * @param enabled Whether vectors are made.
 * @param model The provider's model that makes them, as provider/model; none to make them in this process.
 * @param threshold With a provider's model: how near two texts are that may ask the same, from 0.5 to 1.
 * @param dimensions With a provider's model: how many numbers its vectors have.
 * @param shortened With a provider's model: whether it is asked for so many, where it has more of its own.
 * @param threads In this process: how many threads work at that, each on one text at a time.
 * @param queue How many texts may wait, or be under way to a provider; the next one is left without a vector.
 * @param budget How long a text may take with its waiting; one that takes longer is left without a vector. Usually 50ms in
 *     this process, and 500ms where a provider is asked.
 */
@ConfigurationProperties(prefix = "ai.gateway.embeddings", ignoreUnknownFields = false)
public record EmbeddingsProperties(
        @DefaultValue("true") boolean enabled,
        @Nullable String model,
        @Nullable Float threshold,
        @DefaultValue("0") int dimensions,
        @DefaultValue("false") boolean shortened,
        @DefaultValue("1") int threads,
        @DefaultValue("64") int queue,
        @Nullable Duration budget) {

    private static final String NAME = "ai.gateway.embeddings.";
    private static final int MOST_THREADS = 64;
    private static final int MOST_DIMENSIONS = 8192;

    public EmbeddingsProperties {
        model = model == null || model.isBlank() ? null : model.strip();
        if (model == null && (threshold != null || dimensions != 0)) {
            throw wrong("model", "", "the model whose threshold and dimensions these are, as provider/model");
        }
        if (model != null && (threshold == null || !(threshold >= 0.5 && threshold <= 1))) {
            throw wrong("threshold", threshold, "0.5 to 1: how near two texts of that model are that may ask the same");
        }
        if (model != null && (dimensions < 1 || dimensions > MOST_DIMENSIONS)) {
            throw wrong("dimensions", dimensions, "1 to " + MOST_DIMENSIONS + ": how many numbers a vector of it has");
        }
        if (threads < 1 || threads > MOST_THREADS) {
            throw wrong("threads", threads, "1 to " + MOST_THREADS);
        }
        if (queue < 1) {
            throw wrong("queue", queue, ">= 1");
        }
        if (budget != null && (budget.isZero() || budget.isNegative())) {
            throw wrong("budget", budget, "> 0");
        }
    }

    /** @param usual where nobody said another */
    public Duration budget(Duration usual) {
        return budget == null ? usual : budget;
    }

    private static IllegalArgumentException wrong(String name, @Nullable Object is, String expected) {
        return new IllegalArgumentException(NAME + name + ": " + is + " (expected: " + expected + ")");
    }
}
