package ai.gateway.cache;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * The store of answers.
 *
 * @param maxMemory Bytes of all answers that are kept in the memory of this process.
 * @param epoch Any word; with another one, nothing that was kept before is given any more.
 * @param maxQuestions How many questions can be looked up by what they mean.
 */
@ConfigurationProperties("ai.gateway.cache")
record CacheProperties(
        @DefaultValue("64MB") DataSize maxMemory,
        @DefaultValue("0") String epoch,
        @DefaultValue("20000") int maxQuestions) {

    CacheProperties {
        if (maxMemory.toBytes() < 0) {
            throw new IllegalArgumentException("maxMemory: " + maxMemory + " (expected: >= 0)");
        }
        if (maxQuestions < 1) {
            throw new IllegalArgumentException("maxQuestions: " + maxQuestions + " (expected: >= 1)");
        }
    }
}
