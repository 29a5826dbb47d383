package ai.gateway.meter;

import ai.gateway.exchange.Usage;

import java.util.List;

/**
 * What a call came to.
 *
 * @param usage as the provider told it, with what is guessed where it has not
 * @param estimated whether some of it is a guess
 * @param nanoUsd its cost in billionths of a dollar, multiplied and rounded up
 * @param unpriced what it used that has no price, in words such as {@code input} or {@code search}
 */
public record Metered(Usage usage, boolean estimated, long nanoUsd, Origin origin, List<String> unpriced) {

    public Metered {
        unpriced = List.copyOf(unpriced);
    }
}
