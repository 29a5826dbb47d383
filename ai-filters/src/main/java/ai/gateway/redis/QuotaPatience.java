package ai.gateway.redis;

import java.time.Duration;

/**
 * How long to wait for Redis.
 *
 * @param call for the answer to a question
 * @param memory until it has been told what it has lost
 * @param round between two looks at whether it is back
 */
record QuotaPatience(Duration call, Duration memory, Duration round) {

    static final QuotaPatience DEFAULT =
            new QuotaPatience(Duration.ofMillis(80), Duration.ofSeconds(1), Duration.ofMillis(500));
}
