package ai.gateway.audit;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

import java.nio.file.Path;

/**
 * What is kept in the audit beside what administrators do.
 *
 * @param decisions Whether calls that were refused by a key, a limit, a budget, a mask or a guard are.
 * @param sample Of how many of them, from 0 to 1.
 * @param directory Where they are kept while the database is away; of this gateway's alone.
 */
@ConfigurationProperties(prefix = "ai.gateway.audit", ignoreUnknownFields = false)
record AuditProperties(
        @DefaultValue("false") boolean decisions,
        @DefaultValue("1") double sample,
        @DefaultValue("data/audit") Path directory) {

    AuditProperties {
        if (!(sample >= 0 && sample <= 1)) {
            throw new IllegalArgumentException("ai.gateway.audit.sample: " + sample + " (expected: 0 to 1)");
        }
    }
}
