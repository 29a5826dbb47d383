package ai.gateway.ledger;

import java.util.List;

/**
 * What entries of one group come to.
 *
 * @param group one text for each dimension that was asked for; empty where an entry has none
 * @param failed calls that were not answered to their end
 * @param estimated calls some of whose usage is a guess
 */
public record Total(List<String> group, long calls, long failed, long estimated, Tokens tokens, long nanoUsd) {

    /** By kind, as in {@link ai.gateway.exchange.Usage}, where nothing is absent. */
    public record Tokens(
            long input,
            long cacheRead,
            long cacheWrite,
            long output,
            long reasoning,
            long audioInput,
            long audioOutput) {

        Tokens plus(Tokens other) {
            return new Tokens(
                    input + other.input,
                    cacheRead + other.cacheRead,
                    cacheWrite + other.cacheWrite,
                    output + other.output,
                    reasoning + other.reasoning,
                    audioInput + other.audioInput,
                    audioOutput + other.audioOutput);
        }
    }

    public Total {
        group = List.copyOf(group);
    }

    Total plus(Total other) {
        return new Total(
                group,
                calls + other.calls,
                failed + other.failed,
                estimated + other.estimated,
                tokens.plus(other.tokens),
                nanoUsd + other.nanoUsd);
    }
}
