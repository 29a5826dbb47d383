package ai.gateway.health;

import java.time.Duration;

/**
 * How a target's health is judged.
 *
 * @param latencyMemory the time constant in which latencies are forgotten
 * @param failureMemory the time constant in which calls and failures are forgotten
 * @param unwell the share of failed calls from which on a target is not well, between 0 and 1
 * @param optimism how soon a target is taken to answer of which nothing is known: so soon that it is tried, and not so soon
 *     that everything goes there
 */
public record HealthSettings(
        Duration latencyMemory, Duration failureMemory, double unwell, Duration optimism, BreakerSettings breaker) {

    public static final HealthSettings DEFAULT = new HealthSettings(
            Duration.ofSeconds(10), Duration.ofSeconds(30), 0.5, Duration.ofMillis(50), BreakerSettings.DEFAULT);

    public HealthSettings {
        Checks.positive("latency-memory", latencyMemory);
        Checks.positive("failure-memory", failureMemory);
        Checks.that("unwell", unwell, unwell > 0 && unwell <= 1, "> 0 and <= 1");
        Checks.positive("optimism", optimism);
    }

    public HealthSettings withBreaker(BreakerSettings next) {
        return new HealthSettings(latencyMemory, failureMemory, unwell, optimism, next);
    }
}
