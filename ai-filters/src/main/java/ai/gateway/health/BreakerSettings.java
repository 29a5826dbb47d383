package ai.gateway.health;

import java.time.Duration;

/**
 * When a breaker opens, and how it closes again.
 *
 * @param window so many of the last calls are looked at
 * @param minimumCalls fewer calls than that never open it
 * @param failureRate the share of failed calls that opens it, between 0 and 1
 * @param open how long nobody is let through then
 * @param probes how many are let through after that, to see
 */
public record BreakerSettings(int window, int minimumCalls, double failureRate, Duration open, int probes) {

    public static final BreakerSettings DEFAULT = new BreakerSettings(20, 5, 0.5, Duration.ofSeconds(10), 2);

    public BreakerSettings {
        Checks.atLeast("window", window, 1);
        Checks.atLeast("minimum-calls", minimumCalls, 1);
        Checks.that("failure-rate", failureRate, failureRate > 0 && failureRate <= 1, "> 0 and <= 1");
        Checks.positive("open", open);
        Checks.atLeast("probes", probes, 1);
    }
}
